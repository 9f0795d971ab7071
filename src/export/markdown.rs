//! Markdown as GitHub reads it: tables, and text in which nothing is live.

use std::io::Write;

use super::{Cell, Column, ExportError, Rows, harmless};

pub(super) struct Table<'a> {
    out: &'a mut dyn Write,
}

impl<'a> Table<'a> {
    pub(super) fn begin(columns: &[Column], out: &'a mut dyn Write) -> Result<Self, ExportError> {
        if !columns.is_empty() {
            line(columns.iter().map(|column| column.label.as_str()), out)?;
            writeln!(out, "|{}", " --- |".repeat(columns.len()))?;
        }
        Ok(Self { out })
    }
}

impl Rows for Table<'_> {
    fn push(&mut self, row: &[Cell]) -> Result<(), ExportError> {
        if row.is_empty() { Ok(()) } else { line(row.iter().map(|cell| cell.text.as_str()), self.out) }
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

/// Labels and values side by side, without what is empty.
pub(super) fn record(columns: &[Column], row: &[Cell], out: &mut dyn Write) -> Result<(), ExportError> {
    out.write_all(b"|  |  |\n| --- | --- |\n")?;
    for (column, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty()) {
        line([column.label.as_str(), cell.text.as_str()], out)?;
    }
    Ok(())
}

fn line<'a>(cells: impl IntoIterator<Item = &'a str>, out: &mut dyn Write) -> Result<(), ExportError> {
    out.write_all(b"|")?;
    for cell in cells {
        write!(out, " {} |", markdown_text(cell))?;
    }
    Ok(out.write_all(b"\n")?)
}

/// The text on one line of markdown, for a paragraph, a heading, an item or a cell: line breaks are `<br>`, plain web
/// addresses stand in angle brackets, and nothing else in it is markup, HTML, or a link.
#[must_use]
pub fn markdown_text(text: &str) -> String {
    let shown = harmless(text);
    let mut escaped = String::with_capacity(shown.len() + 8);
    for (at, line) in shown.trim().lines().enumerate() {
        if at > 0 {
            escaped.push_str("<br>");
        }
        push_line(line.trim(), &mut escaped);
    }
    escaped
}

fn push_line(line: &str, escaped: &mut String) {
    let opener = block_opener(line);
    let mut done = 0;
    for (at, letter) in line.char_indices() {
        if at < done {
            continue;
        }
        let rest = &line[at..];
        if let Some(address) = address(&line[..at], rest) {
            escaped.push_str(&format!("<{address}>"));
            done = at + address.len();
            continue;
        }
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\t' => escaped.push(' '),
            _ => {
                if is_markup(letter) || opener == Some(at) || begins_link(&line[..at], rest) {
                    escaped.push('\\');
                }
                escaped.push(letter);
            }
        }
    }
}

fn is_markup(letter: char) -> bool {
    matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$')
}

/// Where the sign is that would make the line a heading, a rule, or an item of a list.
fn block_opener(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let mut letters = rest.chars();
    let (sign, next) = (letters.next()?, letters.next());
    let alone = next.is_none_or(|next| next.is_whitespace() || next == sign);
    let opens = match sign {
        // A number of a record, `#12`, is no heading to anybody.
        '#' => digits == 0 && !next.is_some_and(|next| next.is_ascii_digit()),
        '=' | ':' => digits == 0,
        '-' | '+' => digits == 0 && alone,
        '.' | ')' => digits > 0 && next.is_none_or(char::is_whitespace),
        _ => false,
    };
    opens.then_some(digits)
}

/// The web address that a text begins with. Only one that is read the same by everybody, and shows where it leads: without
/// a user's name before the host, without letters beyond ASCII, and not in the middle of a word.
fn address<'t>(before: &str, text: &'t str) -> Option<&'t str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    if before.ends_with(|letter: char| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let ends = |letter: char| letter.is_whitespace() || "<>\"，。；：、！？（）【】《》“”".contains(letter);
    let whole = text.split(ends).next().unwrap_or_default();
    let address = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
    let rest = address.get(scheme.len()..)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~/?#=&%+:;,!()".contains(letter);
    let names_a_host = host.starts_with(|first: char| first.is_ascii_alphanumeric());
    (names_a_host && rest.chars().all(is_plain)).then_some(address)
}

/// Whether a link that GitHub makes of bare text (`https://`, `www.`) would take in this letter. It would also take in
/// the backslashes, so it has to be stopped for the address to be shown as it is.
fn begins_link(before: &str, rest: &str) -> bool {
    rest.starts_with("://")
        || rest.starts_with('.')
            && before
                .len()
                .checked_sub(3)
                .and_then(|at| before.get(at..))
                .is_some_and(|word| word.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_in_text_is_live() {
        let cases = [
            ("华为技术", "华为技术"),
            ("a|b\\c", r"a\|b\\c"),
            ("one\r\ntwo\n", "one<br>two"),
            ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
            ("*a* _b_ `c` ~~d~~", r"\*a\* \_b\_ \`c\` \~\~d\~\~"),
            ("![x](javascript:alert(1))", r"!\[x\](javascript:alert(1))"),
            ("# heading", r"\# heading"),
            ("- item", r"\- item"),
            ("---", r"\---"),
            ("===", r"\==="),
            ("-5", "-5"),
            ("1. first", r"1\. first"),
            ("2) second", r"2\) second"),
            ("1.5m", "1.5m"),
            ("$1.2m", r"\$1.2m"),
            ("https://a_b.example", "<https://a_b.example>"),
            ("见 http://a.example/x?y=1&z=2，另见", "见 <http://a.example/x?y=1&z=2>，另见"),
            ("(https://a.example).", "(<https://a.example>)."),
            ("https://a.example/a|b", r"https\://a.example/a\|b"),
            ("https://good.example@bad.example", r"https\://good.example@bad.example"),
            ("https://例子.example", r"https\://例子.example"),
            ("https://", r"https\://"),
            ("xhttps://a.example", r"xhttps\://a.example"),
            ("[x](https://a.example)", r"\[x\](<https://a.example>)"),
            ("ftp://a.example", r"ftp\://a.example"),
            ("WWW.example.com", r"WWW\.example.com"),
            ("    code", "code"),
            ("a\u{202e}b\u{1b}", "a\u{fffd}b\u{fffd}"),
        ];
        for (text, markdown) in cases {
            assert_eq!(markdown_text(text), markdown, "{text:?}");
        }
    }

    /// The number of cells as GitHub counts them: a pipe after a backslash is part of its cell.
    fn cells_of(line: &str) -> usize {
        let mut escaped = false;
        let mut pipes: usize = 0;
        for letter in line.chars() {
            pipes += usize::from(letter == '|' && !escaped);
            escaped = letter == '\\' && !escaped;
        }
        pipes.saturating_sub(1)
    }

    proptest! {
        #[test]
        fn every_row_has_its_cells(cells in proptest::collection::vec("[a|\\\\`\n\r<* 中]{0,8}", 1..5)) {
            let columns: Vec<Column> =
                cells.iter().map(|text| Column { key: String::new(), label: text.clone() }).collect();
            let row: Vec<Cell> = cells.iter().map(|text| Cell { text: text.clone(), ..Cell::default() }).collect();
            let mut out = Vec::new();
            let mut table = Table::begin(&columns, &mut out).unwrap();
            table.push(&row).unwrap();
            table.finish().unwrap();
            let text = String::from_utf8(out).unwrap();
            prop_assert_eq!(text.lines().count(), 3);
            for line in text.lines() {
                prop_assert_eq!(cells_of(line), cells.len());
            }
        }
    }
}
