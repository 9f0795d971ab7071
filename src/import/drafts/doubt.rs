//! What was kept as it is written although it can hardly be right.

/// How many lines are kept for each doubt.
const LINES: usize = 5;

/// What is doubtful about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The last digit of a credit code does not fit the others.
    CheckDigit,
    /// It is too long or too short for a credit code, or has letters that none has.
    NoCreditCode,
    /// The day on which the record was last changed can be two days, so that the row counts as the older one.
    DayOfChange,
    /// A name holds several people, and other cells of the row may be of any of them.
    SeveralPeople,
    /// A number was written with an exponent, so that its last digits are lost.
    Exponent,
    /// A share as a fraction among shares in percent.
    Fraction,
}

/// Values of a column that are doubtful for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubted {
    /// The place of the column.
    pub column: usize,
    pub doubt: Doubt,
    pub count: u64,
    /// The first lines.
    pub lines: Vec<u64>,
}

/// All that is doubtful in a table.
#[derive(Debug, Default)]
pub(super) struct Doubts(Vec<Doubted>);

impl Doubts {
    pub(super) fn note(&mut self, column: usize, doubt: Doubt, line: u64) {
        let known = self.0.iter().position(|known| known.column == column && known.doubt == doubt);
        let place = known.unwrap_or_else(|| {
            self.0.push(Doubted { column, doubt, count: 0, lines: Vec::new() });
            self.0.len() - 1
        });
        let doubted = &mut self.0[place];
        doubted.count += 1;
        if doubted.lines.len() < LINES {
            doubted.lines.push(line);
        }
    }

    pub(super) fn all(&self) -> &[Doubted] {
        &self.0
    }
}
