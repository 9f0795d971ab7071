//! A grid of cells drawn with lines, as wide as what it holds and no wider than the terminal.

use crate::output::{width_of, wrap};

/// Between two columns.
const LINE: &str = " │ ";
/// No column is made narrower than the marks of one person.
const NARROWEST: usize = 11;

/// What stands in a cell, one under the other; each item may break over lines.
pub(super) type Cell = Vec<Item>;

/// A name and what is said of it: on one line where there is room, else below each other.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) marks: String,
}

impl Item {
    pub(super) fn plain(text: &str) -> Self {
        Self { name: text.to_owned(), marks: String::new() }
    }

    fn on_one_line(&self) -> String {
        if self.marks.is_empty() { self.name.clone() } else { format!("{} {}", self.name, self.marks) }
    }

    fn lines(&self, width: usize) -> Vec<String> {
        let line = self.on_one_line();
        if width_of(&line) <= width {
            return vec![line];
        }
        let mut lines: Vec<String> = wrap(&self.name, width).split('\n').map(str::to_owned).collect();
        if !self.marks.is_empty() {
            lines.extend(wrap(&self.marks, width).split('\n').map(str::to_owned));
        }
        lines
    }
}

/// A header and rows; the first column names the rows.
pub(super) struct Grid {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<(String, Vec<Cell>)>,
}

impl Grid {
    /// The grid in lines of at most `width` columns, where its columns can be made that narrow.
    pub(super) fn draw(&self, width: usize) -> String {
        let widths = self.widths(width);
        let mut drawn = String::new();
        push_row(
            &mut drawn,
            &self.header.iter().map(|label| vec![label.clone()]).collect::<Vec<_>>(),
            &widths,
        );
        for (label, cells) in &self.rows {
            let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            drawn.push_str(&rule.join("─┼─"));
            drawn.push('\n');
            let mut row = vec![vec![label.clone()]];
            for (cell, width) in cells.iter().zip(widths.iter().skip(1)) {
                row.push(cell.iter().flat_map(|item| item.lines(*width)).collect());
            }
            push_row(&mut drawn, &row, &widths);
        }
        drawn
    }

    /// What each column would like, the widest cut down until all fit.
    fn widths(&self, width: usize) -> Vec<usize> {
        let labels = self.rows.iter().map(|(label, _)| width_of(label)).max().unwrap_or(0);
        let mut widths = vec![labels.max(self.header.first().map_or(0, |label| width_of(label)))];
        for (column, label) in self.header.iter().skip(1).enumerate() {
            let cells = self.rows.iter().filter_map(|(_, cells)| cells.get(column)).flatten();
            let widest = cells.map(|item| width_of(&item.on_one_line())).max().unwrap_or(0);
            widths.push(widest.max(width_of(label)));
        }
        let lines = LINE.chars().count() * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + lines > width {
            let Some(widest) = widths.iter_mut().skip(1).max() else { break };
            if *widest <= NARROWEST {
                break;
            }
            *widest -= 1;
        }
        widths
    }
}

fn push_row(drawn: &mut String, cells: &[Vec<String>], widths: &[usize]) {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut row = String::new();
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if column > 0 {
                row.push_str(LINE);
            }
            let text = cell.get(line).map_or("", String::as_str);
            row.push_str(text);
            row.push_str(&" ".repeat(width.saturating_sub(width_of(text))));
        }
        drawn.push_str(row.trim_end());
        drawn.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        let person = |name: &str| Item { name: name.to_owned(), marks: "+ ●●●○○ ▲".to_owned() };
        Grid {
            header: ["", "User", "Technical", "Finance", "Procurement", "Other"].map(str::to_owned).to_vec(),
            rows: vec![
                (
                    "Decision".to_owned(),
                    vec![
                        vec![person("王芳"), person("Alexander von Humboldt-Example")],
                        vec![Item::plain("gap")],
                        vec![person("欧阳示例财务总监兼董事会秘书")],
                        vec![person("李")],
                        vec![person("ÀÉ👍")],
                    ],
                ),
                ("Operation".to_owned(), vec![vec![], vec![], vec![], vec![], vec![]]),
            ],
        }
    }

    /// Where the lines between columns stand, in columns of the terminal.
    fn line_positions(row: &str) -> Vec<usize> {
        row.char_indices()
            .filter(|(_, letter)| matches!(letter, '│' | '┼'))
            .map(|(at, _)| width_of(&row[..at]))
            .collect()
    }

    #[test]
    fn columns_stay_in_line_whatever_the_width_of_the_letters() {
        for width in [80, 100, 120, 200] {
            let drawn = grid().draw(width);
            let expected = line_positions(drawn.lines().nth(1).unwrap());
            assert_eq!(expected.len(), 5);
            for row in drawn.lines() {
                assert!(width_of(row) <= width, "{width}: {row}");
                let found = line_positions(row);
                assert_eq!(found, expected[..found.len()], "{width}: {row}");
            }
        }
    }

    #[test]
    fn names_and_marks_share_a_line_where_there_is_room() {
        assert!(grid().draw(200).contains("Alexander von Humboldt-Example + ●●●○○ ▲ │"));
        let narrow = grid().draw(80);
        assert!(!narrow.contains("Humboldt-Example + ●●●○○"), "{narrow}");
        assert_eq!(narrow.matches("+ ●●●○○ ▲").count(), 5, "{narrow}");
    }
}
