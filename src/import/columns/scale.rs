//! Columns in which a scale from 1 to 5 is written in words: low, medium, high.

use super::{Columns, Target};
use crate::domain::fold::fold;
use crate::domain::formula::{says_nothing, unguard};
use crate::domain::record::{Field, Shape};
use crate::import::row::StringRecord;

/// How many words a column has for a scale from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Low, medium and high are 1, 3 and 5.
    Three,
    /// Very low and very high are 1 and 5, so that low and high are 2 and 4.
    Five,
    /// Low, rather low, medium, rather high and high are 1 to 5.
    Stepped,
}

/// The words, from the lowest to the highest of five.
const WORDS: [&[&str]; 5] = [
    &["very low", "lowest", "很低", "非常低", "极低"],
    &["low", "l", "低", "较低", "比较低", "偏低"],
    &["medium", "med", "middle", "mid", "moderate", "m", "中", "中等", "适中"],
    &["high", "h", "高", "较高", "比较高", "偏高"],
    &["very high", "highest", "很高", "非常高", "极高"],
];

impl Scale {
    /// The number of a word; none of what is none of the scale.
    #[must_use]
    pub fn number(self, word: &str) -> Option<i64> {
        let (place, is_rather) = (place(word)?, is_rather(word));
        match (self, place) {
            (Self::Five, place) => Some(place + 1),
            (Self::Stepped, 1 | 3) if is_rather => Some(place + 1),
            (Self::Three | Self::Stepped, 1..=3) => Some(2 * place - 1),
            _ => None,
        }
    }

    /// The scale of the words of a column; none where something else stands there, too, beside which nobody knows what they mean.
    fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Option<Self> {
        let (mut is_empty, mut is_of_five) = (true, false);
        // Of low and of high, whether the column has it plain, and with a "rather".
        let mut forms = [[false; 2]; 2];
        for cell in cells {
            is_empty = false;
            match place(cell)? {
                0 | 4 => is_of_five = true,
                1 => forms[0][usize::from(is_rather(cell))] = true,
                3 => forms[1][usize::from(is_rather(cell))] = true,
                _ => {}
            }
        }
        let is_stepped = forms.contains(&[true; 2]);
        match (is_of_five, is_stepped) {
            // These would be seven steps.
            (true, true) => None,
            (true, false) => Some(Self::Five),
            (false, true) => Some(Self::Stepped),
            (false, false) => (!is_empty).then_some(Self::Three),
        }
    }
}

fn place(word: &str) -> Option<i64> {
    let word = fold(word);
    let place = WORDS.iter().position(|words| words.contains(&word.as_str()))?;
    i64::try_from(place).ok()
}

/// Whether a word is only rather low or high: beside the plain one it is another step.
fn is_rather(word: &str) -> bool {
    fold(word).contains(['较', '偏'])
}

/// Whether a field takes a number from 1 to 5.
fn takes(field: &Field) -> bool {
    matches!(field.shape, Shape::Integer { least: 1, most: 5 })
}

impl Columns {
    /// Finds the columns that write a scale in words.
    pub(super) fn find_scales(&mut self, sample: &[StringRecord]) {
        let scale = |(column, targets): (usize, &Vec<Target>)| {
            let fits = |target: &Target| matches!(target, Target::Field(field) if takes(field));
            let cells = sample.iter().filter_map(|row| row.get(column)).map(|cell| unguard(cell).trim());
            let cells = cells.filter(|cell| !self.is_blank(cell) && !says_nothing(cell));
            if targets.iter().any(fits) { Scale::of(cells) } else { None }
        };
        let scales: Vec<Option<Scale>> = self.targets.iter().enumerate().map(scale).collect();
        self.scales = if scales.iter().any(Option::is_some) { scales } else { Vec::new() };
    }

    /// The number that a cell puts in a word.
    pub(super) fn on_scale(&self, column: usize, field: &Field, cell: &str) -> Option<i64> {
        self.scales.get(column).copied().flatten().filter(|_| takes(field))?.number(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_numbers_where_all_of_a_column_are_of_one_scale() {
        for (cells, numbers) in [
            (&["high", "Low", "MEDIUM"][..], &[Some(5), Some(1), Some(3)][..]),
            (&["高", "中"], &[Some(5), Some(3)]),
            (&["高", "很高", "低"], &[Some(4), Some(5), Some(2)]),
            (&["低", "较低", "中", "较高", "高"], &[Some(1), Some(2), Some(3), Some(4), Some(5)]),
            (&["中", "较高", "高"], &[Some(3), Some(4), Some(5)]),
            (&["较低", "较高"], &[Some(1), Some(5)]),
            (&["较高", "高", "很高"], &[None, None, None]),
            (&["high", "4"], &[None, None]),
            (&["high", "critical"], &[None, None]),
            (&[], &[]),
        ] {
            let scale = Scale::of(cells.iter().copied());
            let found: Vec<_> = cells.iter().map(|cell| scale.and_then(|scale| scale.number(cell))).collect();
            assert_eq!(found, numbers, "{cells:?}");
        }
        assert_eq!(Scale::Three.number("very high"), None);
    }
}
