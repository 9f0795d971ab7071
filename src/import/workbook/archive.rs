//! Spreadsheets that are ZIP archives: which one it is, and how large it grows. An archive states how long its parts are, and no more
//! than that is unpacked of them.

use std::io::{Read, Seek, Write};

use zip::ZipArchive;

use super::{Failed, WorkbookError, damaged};
use crate::import::source::{ReadSeek, Source, most_unpacked};

/// The text of an ODS file.
pub(super) const CONTENT: &str = "content.xml";

/// Parts that are held in memory as a whole, and how many tags they may have: far more than any spreadsheet program writes.
const HELD: [(&str, u64); 5] = [
    ("xl/sharedStrings.xml", 32_000_000),
    ("xl/styles.xml", 1_000_000),
    ("xl/workbook.xml", 100_000),
    ("xl/_rels/workbook.xml.rels", 100_000),
    ("[Content_Types].xml", 100_000),
];

/// What a spreadsheet is.
pub(super) enum Packed {
    Xlsx,
    Xlsb,
    Ods,
}

pub(super) fn opened(source: &Source) -> Result<ZipArchive<Box<dyn ReadSeek + '_>>, Failed> {
    ZipArchive::new(source.open().map_err(damaged)?).map_err(damaged)
}

/// What is packed into an archive, after a look at how large it would grow.
pub(super) fn look(source: &Source) -> Result<Packed, Failed> {
    let mut archive = opened(source)?;
    let most = most_unpacked(source.length());
    measure(&mut archive, most)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        Ok(Packed::Xlsb)
    } else if has("xl/workbook.xml") || has("xl/_rels/workbook.xml.rels") {
        Ok(Packed::Xlsx)
    } else if has(CONTENT) && has("mimetype") {
        Ok(Packed::Ods)
    } else {
        Err(WorkbookError::Unknown.into())
    }
}

/// Sheets longer than this are no forms that people merge cells in, and are not read twice.
const MOST_LOOKED_AT: u64 = 32 << 20;

/// Whether cells of some sheet of an XLSX file are merged.
pub(super) fn has_merged(source: &Source) -> Result<bool, Failed> {
    const MARK: &[u8] = b"mergeCell ";
    let mut archive = opened(source)?;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(damaged)?;
        let is_sheet = part.name().is_ok_and(|name| name.starts_with("xl/worksheets/"));
        if !is_sheet || part.size() > MOST_LOOKED_AT {
            continue;
        }
        let mut seen = Vec::new();
        // What is wrong with it is told where it is read.
        let read = part.take(MOST_LOOKED_AT).read_to_end(&mut seen);
        // It stands behind all rows.
        if read.is_ok() && seen.windows(MARK.len()).rev().any(|bytes| bytes == MARK) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn measure(archive: &mut ZipArchive<impl Read + Seek>, most: u64) -> Result<(), Failed> {
    let mut stated = 0_u64;
    for place in 0..archive.len() {
        let part = archive.by_index_raw(place).map_err(damaged)?;
        stated = stated.saturating_add(part.size());
    }
    let held = HELD.iter().any(|(name, limit)| tags(archive, name, most) > *limit);
    if stated > most || held {
        return Err(WorkbookError::Bomb { most }.into());
    }
    Ok(())
}

/// How many tags a part has; of one that breaks off those before, since that is told where it is read.
fn tags(archive: &mut ZipArchive<impl Read + Seek>, name: &str, most: u64) -> u64 {
    let mut tags = Tags(0);
    let read = archive.by_name(name).map(|part| std::io::copy(&mut part.take(most), &mut tags));
    drop(read);
    tags.0
}

struct Tags(u64);

impl Write for Tags {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.split(|byte| *byte == b'<').count() as u64 - 1;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
