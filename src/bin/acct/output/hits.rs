//! Search hits marked in what was drawn. The stream drops the marks where colours are off.

use std::io::Write;

use acct::analysis::excerpt::excerpt;
use acct::domain::words::Term;

const HIT: &str = "\u{1b}[1;33m";
const PLAIN: &str = "\u{1b}[0m";
/// Lines of a table before its rows: the header and the line under it.
const HEADER: usize = 2;

/// Writes a drawn table with its hits marked, the header apart.
pub(crate) fn with_hits(drawn: &str, terms: &[Term], out: &mut dyn Write) -> std::io::Result<()> {
    for (at, line) in drawn.lines().enumerate() {
        if at < HEADER {
            writeln!(out, "{line}")?;
            continue;
        }
        // The blanks between columns have to stay, so each run of text is looked at by itself.
        let mut rest = line;
        while !rest.is_empty() {
            let end = rest.find("  ").map_or(rest.len(), |at| at);
            let (text, after) = rest.split_at(end);
            mark(text, terms, out)?;
            let blanks = after.len() - after.trim_start_matches(' ').len();
            write!(out, "{}", &after[..blanks])?;
            rest = &after[blanks..];
        }
        writeln!(out)?;
    }
    out.flush()
}

fn mark(text: &str, terms: &[Term], out: &mut dyn Write) -> std::io::Result<()> {
    for part in excerpt(text, terms, usize::MAX).parts {
        if part.is_hit {
            write!(out, "{HIT}{}{PLAIN}", part.text)?;
        } else {
            write!(out, "{}", part.text)?;
        }
    }
    Ok(())
}
