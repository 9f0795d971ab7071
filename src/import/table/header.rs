//! Which of the first rows of a table is its header, and what it calls the columns.

use super::StringRecord;
use crate::domain::unit::Unit;

/// How many rows are looked at.
pub(super) const LOOKED_AT: usize = 20;

/// The header among the first rows of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// The place of its row among those that were looked at.
    pub(super) place: usize,
    /// How many rows it takes: names of groups of columns may stand above the names of the columns.
    pub(super) rows: usize,
    pub(super) names: Vec<String>,
}

/// Finds the header. It is the first row, unless that says less than a row below it: a title, or instructions.
pub(super) fn found(rows: &[StringRecord], is_known: &dyn Fn(&str) -> bool) -> Header {
    let place = place(rows, is_known);
    match place.checked_sub(1).filter(|above| needs_groups(&names(&rows[*above]), &names(&rows[place]))) {
        Some(above) if grouped(&names(&rows[above]), &names(&rows[place]), is_known).is_some() => {
            at(rows, above, is_known)
        }
        _ => at(rows, place, is_known),
    }
}

/// The row, below a blank one, with which another table begins under one that has rows already: all its cells are names of columns.
pub(super) fn of_another_table(
    lines: &[u64],
    rows: &[StringRecord],
    is_known: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    let says_all = |row: &StringRecord| {
        let known = known(&names(row), is_known);
        known > 1 && known == filled(row)
    };
    let first = rows.iter().position(says_all)?;
    // A title of its own may stand above it.
    let follows_blank = |place: &usize| {
        let titles = rows[..*place].iter().rev().take_while(|row| filled(row) == 1).count();
        let begin = *place - titles.min(*place - 1);
        (begin..=*place).any(|row| lines[row] > lines[row - 1] + 1)
    };
    (first + 2..rows.len()).find(|place| {
        follows_blank(place) && says_all(&rows[*place]) && names(&rows[*place]) != names(&rows[first])
    })
}

/// Whether names of columns say too little without the row above them, be it under a title: they repeat, or have gaps where
/// a name stands above. A lone cell at the left is a title itself.
fn needs_groups(upper: &[String], lower: &[String]) -> bool {
    let is_title = upper.len() < 2;
    let repeats =
        lower.iter().enumerate().any(|(place, name)| !name.is_empty() && lower[..place].contains(name));
    let has_gaps = upper
        .iter()
        .enumerate()
        .any(|(place, name)| !name.is_empty() && lower.get(place).is_none_or(String::is_empty));
    !is_title && (repeats || has_gaps)
}

/// The header that begins with a row.
pub(super) fn at(rows: &[StringRecord], place: usize, is_known: &dyn Fn(&str) -> bool) -> Header {
    let upper = names(rows.get(place).unwrap_or(&StringRecord::new()));
    match rows.get(place + 1).and_then(|lower| grouped(&upper, &names(lower), is_known)) {
        Some(names) => Header { place, rows: 2, names },
        None => Header { place, rows: 1, names: upper },
    }
}

fn names(row: &StringRecord) -> Vec<String> {
    let mut names: Vec<String> = row.iter().map(one_line).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// The unit that a title gives all amounts below it: `金额单位：万元`, `客户清单（单位：万元）`, `(in thousands of USD)`.
pub(super) fn unit_told(title: &str) -> Option<Unit> {
    let title = title.trim_matches(|letter: char| letter.is_whitespace() || "()（）[]【】".contains(letter));
    let says_so = ["单位", "單位", "unit", "in "].iter().any(|word| title.to_lowercase().contains(word));
    let behind = || ["单位", "單位"].iter().find_map(|word| Unit::parse(&title[title.find(word)?..]));
    let unit = || Unit::parse(title).or_else(behind).or_else(|| Unit::of_name(title).map(|(_, unit)| unit));
    if says_so { unit() } else { None }
}

/// A name that was broken over lines to make its column narrow.
fn one_line(cell: &str) -> String {
    let parts: Vec<&str> = cell.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_wide = |part: &&str| part.chars().all(|letter| !letter.is_ascii());
    parts.join(if parts.iter().all(is_wide) { "" } else { " " })
}

fn filled(row: &StringRecord) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

fn known(names: &[String], is_known: &dyn Fn(&str) -> bool) -> usize {
    names.iter().filter(|name| !name.is_empty() && is_known(name)).count()
}

fn place(rows: &[StringRecord], is_known: &dyn Fn(&str) -> bool) -> usize {
    let Some(first) = rows.first() else { return 0 };
    let count = |row: &StringRecord| known(&names(row), is_known);
    let first_known = count(first);
    if first_known > 0 && filled(first) > 1 {
        return 0;
    }
    // Of rows that say as much, the first one is the header.
    let best = rows.iter().enumerate().rev().max_by_key(|(_, row)| count(row)).map_or(0, |(place, _)| place);
    if count(&rows[best]) > first_known {
        return best;
    }
    if first_known > 0 || filled(first) > 1 {
        return 0;
    }
    // Nothing is known: a lone cell above rows of several is a title.
    let wide = rows.iter().position(|row| filled(row) > 1).unwrap_or(0);
    if wide > 0 && rows[wide..].iter().filter(|row| filled(row) > 1).count() > 1 { wide } else { 0 }
}

/// The names of columns that stand in two rows, where the upper one names groups of columns: it has gaps that the lower one fills,
/// and together they say more.
fn grouped(upper: &[String], lower: &[String], is_known: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let is_gap = |place: usize| upper.get(place).is_none_or(String::is_empty);
    let fills_gap = (1..lower.len()).any(|place| is_gap(place) && !lower[place].is_empty());
    if !fills_gap || lower.iter().any(|name| name.starts_with(|letter: char| letter.is_numeric())) {
        return None;
    }
    let width = upper.len().max(lower.len());
    let mut group = "";
    let mut names = Vec::with_capacity(width);
    for place in 0..width {
        let above = upper.get(place).map_or("", String::as_str);
        let below = lower.get(place).map_or("", String::as_str);
        if !above.is_empty() {
            group = above;
        }
        let is_once = lower.iter().filter(|name| *name == below).count() == 1;
        names.push(if below.is_empty() {
            above.to_owned()
        } else if group.is_empty() || (is_once && is_known(below)) {
            below.to_owned()
        } else {
            format!("{group} {below}")
        });
    }
    (known(&names, is_known) > known(upper, is_known)).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[&[&str]]) -> Vec<StringRecord> {
        text.iter().map(|row| StringRecord::from(row.to_vec())).collect()
    }

    fn is_known(name: &str) -> bool {
        ["name", "city", "industry", "公司名称", "行业", "电话", "customer"].contains(&name)
    }

    #[test]
    fn the_header_is_found_below_titles_and_instructions() {
        for (table, place) in [
            (&[&["name", "city"][..], &["a", "b"]][..], 0),
            (&[&["name"], &["a"], &["b"]], 0),
            (&[&["客户清单 2026"], &["公司名称", "行业"], &["华为", "通信"]], 1),
            (
                &[
                    &["Customer list", "", ""],
                    &["as of", "March"],
                    &["name", "city", "rank"],
                    &["a", "b", "1"],
                ],
                2,
            ),
            (&[&["customer"], &["name", "city"], &["a", "b"]], 1),
            // Nothing is known.
            (&[&["Ort", "Firma"], &["x", "y"]], 0),
            (&[&["Liste"], &["Ort", "Firma"], &["x", "y"]], 1),
            (&[&["Liste"], &["x"], &["y"]], 0),
            // Titles are no groups.
            (&[&["as of", "March"], &["name", "city", "rank"], &["a", "b", "1"]], 1),
            (&[&["List of names"], &["name", "city", "name"], &["a", "b", "c"]], 1),
            // What says more than the header further down is data.
            (&[&["name", "rank"], &["city", "industry"]], 0),
        ] {
            assert_eq!(found(&rows(table), &is_known).place, place, "{table:?}");
        }
    }

    #[test]
    fn names_of_groups_stand_above_names_of_columns() {
        let table = rows(&[
            &["公司名称", "联系方式", "", "联系人1", "", "联系人2", ""],
            &["", "电话", "地址", "姓名", "职务", "姓名", "职务"],
            &["华为", "1", "2", "3", "4", "5", "6"],
        ]);
        let header = found(&table, &is_known);
        assert_eq!(header.rows, 2);
        assert_eq!(
            header.names,
            [
                "公司名称", "电话", "联系方式 地址", "联系人1 姓名", "联系人1 职务", "联系人2 姓名",
                "联系人2 职务"
            ]
        );
        // Under a title the lower row says more than the groups alone.
        for (groups, columns, names) in [
            (
                &["customer", "", "People"][..],
                &["name", "city", "name", "电话"][..],
                "customer name,city,People name,电话",
            ),
            (&["name", "", "Reach"], &["", "city", "电话", "行业"], "name,city,电话,行业"),
            (&["", "", "People"], &["name", "city", "name", "电话"], "name,city,People name,电话"),
        ] {
            let header =
                found(&rows(&[&["List of 2026"], groups, columns, &["a", "b", "c", "d"]]), &is_known);
            assert_eq!((header.place, header.names.join(",").as_str()), (1, names));
        }
        // A gap in the header over data is no group.
        let table = rows(&[&["name", "", "city"], &["a", "x", "b"]]);
        assert_eq!(found(&table, &is_known).rows, 1);
    }

    #[test]
    fn a_name_over_several_lines_is_one() {
        let table = rows(&[&["公司\n名称", "annual\r\nrevenue", "", ""], &["a", "b", "", ""]]);
        assert_eq!(found(&table, &is_known).names, ["公司名称", "annual revenue"]);
    }
}
