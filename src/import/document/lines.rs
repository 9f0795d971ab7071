//! A JSON value a line. A line that is broken is a broken record, and the next one is read.

use std::io::BufRead;

use super::numbers::kept;
use super::unique::{Twice, from_str};
use super::{Document, Failed, read_line};

pub(super) fn read(mut text: impl BufRead, document: &mut Document) -> Result<(), Failed> {
    let mut line = String::new();
    let twice = Twice::default();
    for number in 1.. {
        if read_line(&mut text, &mut line, number)? == 0 {
            break;
        }
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        match from_str(&kept(trimmed), &twice) {
            Ok(record) => match twice.take() {
                Some(key) => document.push_twice(None, number, trimmed.to_owned(), &key)?,
                None => document.push(None, number, record)?,
            },
            Err(error) => {
                let reason = error.to_string();
                let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
                document.rows(None).push_broken(
                    number,
                    trimmed.to_owned(),
                    format!("no JSON: {reason}"),
                    format!("不是有效的 JSON：{reason}"),
                )?;
            }
        }
    }
    Ok(())
}
