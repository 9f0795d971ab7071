//! Cells of a spreadsheet that go on over several rows: their value stands in the first of these and is meant in all.

use crate::import::row::StringRecord;

/// A cell that goes on downwards: its column, and the lines of its first and last row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergedCell {
    pub column: usize,
    pub first: u32,
    pub last: u32,
}

/// The cells of a table that go on over rows, and the values of those that the reading is in.
pub struct Merged {
    /// Those that begin further down, the next one last.
    ahead: Vec<MergedCell>,
    open: Vec<(MergedCell, String)>,
    carried: Vec<usize>,
}

impl Merged {
    /// None where no cell goes on.
    pub(super) fn of(mut cells: Vec<MergedCell>) -> Option<Self> {
        cells.retain(|cell| cell.last > cell.first);
        cells.sort_by_key(|cell| std::cmp::Reverse(cell.first));
        (!cells.is_empty()).then(|| Self { ahead: cells, open: Vec::new(), carried: Vec::new() })
    }

    pub(super) fn carried(&self) -> &[usize] {
        &self.carried
    }

    /// Puts the values of cells that go on into the row on a line.
    pub(super) fn carry(&mut self, row: &mut StringRecord, line: u64) {
        self.carried.clear();
        self.open.retain(|(cell, _)| u64::from(cell.last) >= line);
        let held = |column: usize| self.open.iter().find(|(cell, _)| cell.column == column);
        for column in 0..row.len() {
            if row[column].is_empty() && held(column).is_some() {
                self.carried.push(column);
            }
        }
        if !self.carried.is_empty() {
            let cells = row.iter().enumerate().map(|(column, cell)| match held(column) {
                Some((_, value)) if cell.is_empty() => value.as_str(),
                _ => cell,
            });
            *row = cells.collect();
        }
        while let Some(cell) = self.ahead.pop_if(|cell| u64::from(cell.first) <= line) {
            let value = row.get(cell.column).filter(|value| !value.is_empty());
            if let Some(value) = value.filter(|_| u64::from(cell.first) == line) {
                self.open.push((cell, value.to_owned()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_over_rows_has_its_value_in_all_of_them() {
        let cell = |column, first, last| MergedCell { column, first, last };
        let mut merged = Merged::of(vec![cell(1, 2, 4), cell(0, 5, 6), cell(1, 9, 9)]).unwrap();
        let mut seen = Vec::new();
        for (line, cells) in
            [(2, ["a", "x"]), (3, ["b", ""]), (4, ["c", "y"]), (5, ["d", ""]), (6, ["", "z"])]
        {
            let mut row = StringRecord::from(cells.to_vec());
            merged.carry(&mut row, line);
            seen.push((row.iter().collect::<Vec<_>>().join(","), merged.carried().to_vec()));
        }
        let told: Vec<String> = seen.iter().map(|(row, carried)| format!("{row} {carried:?}")).collect();
        assert_eq!(told, ["a,x []", "b,x [1]", "c,y []", "d, []", "d,z [0]"]);
    }
}
