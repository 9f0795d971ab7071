//! Values of a column, whose dates of numbers alone are all in one order: day or month first.

use super::points::without_points;
use super::{Columns, Target};
use crate::domain::cell::text_of_value;
use crate::domain::date::{DateError, DayOrder};
use crate::domain::formula::unguard;
use crate::domain::loosely::without_about;
use crate::domain::parse::{Parsed, Reading, ValueError};
use crate::domain::record::{Field, Shape};
use crate::domain::value::Value;
use crate::import::row::StringRecord;

impl Columns {
    /// Finds the order of the dates of each column: the one that the user says, else the one that the first rows show.
    pub(super) fn order_dates(&mut self, sample: &[StringRecord], stated: Option<DayOrder>) {
        let changes = self.last_changed();
        let has_dates = |column: usize, targets: &Vec<Target>| {
            let fills_date = |target: &Target| matches!(target, Target::Field(field) if is_date(field));
            Some(column) == changes || targets.iter().any(fills_date)
        };
        let order = |(column, targets): (usize, &Vec<Target>)| {
            let cells = || sample.iter().filter_map(|row| row.get(column)).map(unguard);
            if has_dates(column, targets) { stated.or_else(|| DayOrder::shown_by_all(cells())) } else { None }
        };
        self.day_orders = self.targets.iter().enumerate().map(order).collect();
    }

    /// Reads a cell of a column for a field that it fills. A date that can mean two days is the one of the column's order, and a
    /// number that names no unit has that of its column; what a column writes in words on a scale is its number there.
    ///
    /// # Errors
    /// As [`Field::parse_loosely`], and for a date that contradicts the order of its column.
    pub fn read(
        &self,
        column: usize,
        field: &Field,
        cell: &str,
        reading: &Reading,
    ) -> Result<Parsed, ValueError> {
        if self.parts_thousands_by_points(column)
            && let Some(whole) = without_points(cell)
            && field.parse_loosely(cell, reading).is_err()
        {
            return Ok(told(self.read_with_unit(column, field, &whole, reading)?));
        }
        self.read_with_unit(column, field, cell, reading)
    }

    /// Reads a cell with the unit of its column, where it names none of its own.
    fn read_with_unit(
        &self,
        column: usize,
        field: &Field,
        cell: &str,
        reading: &Reading,
    ) -> Result<Parsed, ValueError> {
        let unit = self.units.get(column).and_then(Option::as_ref).filter(|unit| unit.fits(field.shape));
        if let Some(unit) = unit
            && let Some(text) = unit.applied(without_about(cell).as_deref().unwrap_or(cell))
        {
            return match field.parse_loosely(&text, reading) {
                Ok(parsed) => Ok(told(parsed)),
                // What is wrong is told of the cell as it is written.
                Err(error) => Err(field.parse_loosely(cell, reading).err().unwrap_or(error)),
            };
        }
        self.read_plain(column, field, cell, reading)
    }

    fn read_plain(
        &self,
        column: usize,
        field: &Field,
        cell: &str,
        reading: &Reading,
    ) -> Result<Parsed, ValueError> {
        if let Some(number) = self.on_scale(column, field, cell) {
            return Ok(Parsed { value: Value::Integer(number), understood_as: Some(number.to_string()) });
        }
        let parsed = field.parse_loosely(cell, reading);
        let Some(order) = self.day_orders.get(column).copied().flatten().filter(|_| is_date(field)) else {
            return parsed;
        };
        match parsed {
            Err(ValueError::Date(DateError::DayOrMonthFirst { month_first, day_first, .. })) => {
                let meant = order.of_two(month_first, day_first).to_string();
                let parsed = field.parse(&meant, reading)?;
                Ok(Parsed { understood_as: Some(meant), ..parsed })
            }
            Ok(_) if DayOrder::shown_by(cell).is_some_and(|own| own != order) => {
                Err(ValueError::Date(DateError::OtherOrder { text: cell.to_owned() }))
            }
            parsed => parsed,
        }
    }
}

/// A value with how it was understood, which is to be told.
fn told(parsed: Parsed) -> Parsed {
    let understood_as = match &parsed.value {
        Value::Money(money) => money.to_string(),
        value => text_of_value(value).into_owned(),
    };
    Parsed { understood_as: Some(understood_as), ..parsed }
}

fn is_date(field: &Field) -> bool {
    matches!(field.shape, Shape::Date | Shape::Moment)
}
