//! Rows that are written aside, so that they can be corrected or decided about and imported again: the same columns, encoding and
//! delimiter, and before them the reason, or what is known of the account that a row looks like.

use std::io::{self, Write};

use super::StringRecord;
use crate::domain::formula::guard;
use crate::import::columns::REASON;
use crate::import::encoding::encoded;

/// Writes rows aside.
pub struct Aside<W> {
    out: W,
    encoding: String,
    delimiter: u8,
    /// The columns of the original file that an earlier import put before its own.
    earlier: Vec<usize>,
}

impl<W: Write> Aside<W> {
    /// Begins with the header of the original file behind columns of ours. The encoding is named as it is reported.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn begin(
        out: W,
        encoding: &str,
        delimiter: u8,
        leading: &[&str],
        header: &[String],
    ) -> io::Result<Self> {
        let marked =
            encoding.ends_with("BOM") || encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32");
        let is_earlier = |name: &String| name == REASON || leading.contains(&name.as_str());
        let earlier = (0..header.len()).filter(|place| is_earlier(&header[*place])).collect();
        let mut aside = Self { out, encoding: encoding.to_owned(), delimiter, earlier };
        if marked {
            aside.out.write_all(&encoded("\u{feff}", encoding).0)?;
        }
        let leading: Vec<String> = leading.iter().map(|name| (*name).to_owned()).collect();
        aside.write(&leading, header.iter().map(String::as_str))?;
        Ok(aside)
    }

    /// Adds a row behind texts of ours, in other words where the encoding cannot hold these.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn push(&mut self, texts: &[[&str; 2]], cells: &StringRecord) -> io::Result<()> {
        let held = |[text, in_other_words]: &[&str; 2]| {
            let text = if encoded(text, &self.encoding).1 { text } else { in_other_words };
            guard((*text).to_owned())
        };
        let leading: Vec<String> = texts.iter().map(held).collect();
        self.write(&leading, cells.iter())
    }

    /// Flushes what was written.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn write<'c>(&mut self, leading: &[String], cells: impl Iterator<Item = &'c str>) -> io::Result<()> {
        let mut line = Vec::new();
        {
            let mut writer =
                ::csv::WriterBuilder::new().delimiter(self.delimiter).flexible(true).from_writer(&mut line);
            for text in leading {
                writer.write_field(text)?;
            }
            for (_, cell) in cells.enumerate().filter(|(place, _)| !self.earlier.contains(place)) {
                writer.write_field(cell)?;
            }
            writer.write_record(None::<&[u8]>)?;
            writer.flush()?;
        }
        let text = String::from_utf8_lossy(&line);
        self.out.write_all(&encoded(&text, &self.encoding).0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reader;
    use super::*;
    use crate::import::encoding::{decode, named};

    #[test]
    fn rejected_rows_read_back_in_every_encoding() {
        for encoding in ["UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE", "UTF-32LE", "GBK", "GB18030"] {
            let mut bytes = Vec::new();
            let header = ["名称".to_owned(), "a,b".to_owned()];
            let mut rejects = Aside::begin(&mut bytes, encoding, b';', &[REASON], &header).unwrap();
            rejects
                .push(
                    &[["员工人数：不是数字", "not a number"]],
                    &StringRecord::from(vec!["华为；\"深圳\"", "x\ny"]),
                )
                .unwrap();
            rejects.push(&[["=reason", ""]], &StringRecord::from(vec!["1", "2", "3"])).unwrap();
            rejects.finish().unwrap();
            let decoded = decode(&bytes, Some(named(encoding).unwrap())).unwrap();
            let mut reader = Reader::open(decoded.text.as_bytes(), Some(b';')).unwrap();
            let mut row = StringRecord::new();
            assert_eq!(reader.next_row(&mut row).unwrap(), Some(1));
            assert_eq!(row.iter().collect::<Vec<_>>(), [REASON, "名称", "a,b"], "{encoding}");
            assert_eq!(reader.next_row(&mut row).unwrap(), Some(2));
            assert_eq!(
                row.iter().collect::<Vec<_>>(),
                ["员工人数：不是数字", "华为；\"深圳\"", "x\ny"],
                "{encoding}"
            );
            reader.next_row(&mut row).unwrap();
            assert_eq!(row.len(), 4, "too many cells stay too many");
        }
    }

    #[test]
    fn an_earlier_reason_is_replaced() {
        let mut bytes = Vec::new();
        let header = ["name".to_owned(), REASON.to_owned(), "city".to_owned()];
        let mut rejects = Aside::begin(&mut bytes, "UTF-8", b',', &[REASON], &header).unwrap();
        rejects.push(&[["new", "new"]], &StringRecord::from(vec!["a", "old", "b"])).unwrap();
        rejects.finish().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "rejected_because,name,city\nnew,a,b\n");
    }

    #[test]
    fn a_reason_that_the_encoding_cannot_hold_is_told_in_other_words() {
        let mut bytes = Vec::new();
        let mut rejects =
            Aside::begin(&mut bytes, "windows-1252", b',', &[REASON], &["name".to_owned()]).unwrap();
        rejects.push(&[["缺少名称", "name is missing"]], &StringRecord::from(vec!["Müller"])).unwrap();
        rejects.finish().unwrap();
        assert_eq!(bytes, b"rejected_because,name\nname is missing,M\xfcller\n");
    }
}
