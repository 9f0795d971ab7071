//! What was kept as it is written although it can hardly be right.

use std::collections::BTreeSet;

/// How many lines are kept for each doubt.
const LINES: usize = 5;

/// What is doubtful about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The last digit of a credit code does not fit the others.
    CheckDigit,
    /// A credit code of digits that ends as one does of which a spreadsheet kept 15 digits.
    Digits,
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
    /// A name has signs in place of letters that were lost before.
    Lost,
    /// The program that the file is from says that the record is deleted, so that its row is passed over.
    Deleted,
    /// A row has nothing but a name, in a list whose rows have more.
    OnlyName,
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
pub(super) struct Doubts {
    all: Vec<Doubted>,
    /// Columns in which shares are written in percent.
    in_percent: BTreeSet<usize>,
}

impl Doubts {
    pub(super) fn note(&mut self, column: usize, doubt: Doubt, line: u64) {
        let known = self.all.iter().position(|known| known.column == column && known.doubt == doubt);
        let place = known.unwrap_or_else(|| {
            self.all.push(Doubted { column, doubt, count: 0, lines: Vec::new() });
            self.all.len() - 1
        });
        let doubted = &mut self.all[place];
        doubted.count += 1;
        if doubted.lines.len() < LINES {
            doubted.lines.push(line);
        }
    }

    /// A share in a column is written in percent, so that fractions beside it are in doubt.
    pub(super) fn in_percent(&mut self, column: usize) {
        self.in_percent.insert(column);
    }

    pub(super) fn all(&self) -> Vec<Doubted> {
        let counts = |doubted: &&Doubted| {
            doubted.doubt != Doubt::Fraction || self.in_percent.contains(&doubted.column)
        };
        self.all.iter().filter(counts).cloned().collect()
    }
}
