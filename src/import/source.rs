//! Where the bytes of an import come from: a file, a pipe, and either of them compressed. They can be read any number of times.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use tempfile::{NamedTempFile, TempPath};

/// How much of a pipe, or of what was compressed, is held in memory before it goes to a file of its own.
const HELD: usize = 8 << 20;

/// Compressed data may grow by this factor ...
const GROWTH: u64 = 200;

/// ... or up to this length. Tables of text shrink to a tenth; what shrinks to a thousandth was made to do harm.
const ALWAYS_ALLOWED: u64 = 256 << 20;

/// Bytes with a name.
#[derive(Debug)]
pub struct Source {
    /// What it is called in messages and in the record of the import.
    pub name: String,
    content: Content,
    length: u64,
}

#[derive(Debug)]
enum Content {
    Bytes(Vec<u8>),
    File(PathBuf),
    /// A file of our own, removed in the end.
    Spooled(TempPath),
}

/// What a source was compressed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    Gzip,
    Zstandard,
}

crate::failures! {
    /// Why bytes cannot be had.
    pub enum SourceError {
        Unreadable { reason: String } => "it cannot be read: {reason}", "无法读取：{reason}";
        Damaged { format: &'static str, reason: String } => "the {format} data is damaged: {reason}", "{format} 压缩数据已损坏：{reason}";
        Bomb { format: &'static str, limit: u64 } =>
            "the {format} data grows beyond {limit} bytes, as no table does; if it is a good one, unpack it first",
            "{format} 压缩数据解开后超过 {limit} 字节，不像是表格；如确认无误，请先自行解压";
    }
}

impl From<io::Error> for SourceError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}

/// What can be read from any place.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

impl Source {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn file(name: String, path: &Path) -> io::Result<Self> {
        let length = File::open(path)?.metadata()?.len();
        Ok(Self { name, content: Content::File(path.to_owned()), length })
    }

    #[must_use]
    pub fn bytes(name: String, bytes: Vec<u8>) -> Self {
        let length = bytes.len() as u64;
        Self { name, content: Content::Bytes(bytes), length }
    }

    /// All that comes out of a pipe, kept beside for as long as the source lives.
    ///
    /// # Errors
    /// When the pipe cannot be read, or what comes out of it cannot be kept.
    pub fn pipe(name: String, mut pipe: impl Read) -> io::Result<Self> {
        let mut head = Vec::new();
        pipe.by_ref().take(HELD as u64).read_to_end(&mut head)?;
        if head.len() < HELD {
            return Ok(Self::bytes(name, head));
        }
        let mut kept = NamedTempFile::new()?;
        kept.write_all(&head)?;
        let length = head.len() as u64 + io::copy(&mut pipe, &mut kept)?;
        Ok(Self { name, content: Content::Spooled(kept.into_temp_path()), length })
    }

    /// How many bytes there are.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Reads from the beginning.
    ///
    /// # Errors
    /// When the file cannot be opened any more.
    pub fn open(&self) -> io::Result<Box<dyn ReadSeek + '_>> {
        Ok(match &self.content {
            Content::Bytes(bytes) => Box::new(Cursor::new(bytes.as_slice())),
            Content::File(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
            Content::Spooled(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
        })
    }

    /// The first bytes, at most as many as asked for.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn head(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.open()?.take(most).read_to_end(&mut head)?;
        Ok(head)
    }

    /// What it holds where it is compressed, and with what.
    ///
    /// # Errors
    /// When the compressed data is damaged, or grows as only data does that was made to.
    pub fn unpacked(&self) -> Result<Option<(Self, Compression)>, SourceError> {
        let Some(compression) = Compression::of(&self.head(4)?) else { return Ok(None) };
        let limit = most_unpacked(self.length);
        let damaged =
            |error: io::Error| SourceError::Damaged { format: compression.name(), reason: error.to_string() };
        let packed = self.open()?;
        let mut plain: Box<dyn Read> = match compression {
            Compression::Gzip => Box::new(MultiGzDecoder::new(packed)),
            Compression::Zstandard => {
                Box::new(StreamingDecoder::new(packed).map_err(|error| damaged(io::Error::other(error)))?)
            }
        };
        let unpacked = Self::pipe(self.name.clone(), plain.by_ref().take(limit + 1)).map_err(damaged)?;
        if unpacked.length > limit {
            return Err(SourceError::Bomb { format: compression.name(), limit });
        }
        Ok(Some((unpacked, compression)))
    }
}

/// How long data may be that was packed into so many bytes.
#[must_use]
pub fn most_unpacked(packed: u64) -> u64 {
    packed.saturating_mul(GROWTH).max(ALWAYS_ALLOWED)
}

impl Compression {
    fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"\x1f\x8b") {
            Some(Self::Gzip)
        } else if head.starts_with(b"\x28\xb5\x2f\xfd") {
            Some(Self::Zstandard)
        } else {
            None
        }
    }

    /// As files name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstandard => "zstd",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn all(source: &Source) -> Vec<u8> {
        let mut bytes = Vec::new();
        source.open().unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_was_compressed_comes_back_and_can_be_read_again() {
        let text = "name,city\n华为,深圳\n".repeat(1000).into_bytes();
        for (packed, compression) in [(gzip(&text), Compression::Gzip), (zstd(&text), Compression::Zstandard)]
        {
            let source = Source::bytes("list.csv.gz".to_owned(), packed);
            let (unpacked, found) = source.unpacked().unwrap().unwrap();
            assert_eq!(found, compression);
            assert_eq!((all(&unpacked), all(&unpacked)), (text.clone(), text.clone()));
        }
        assert!(Source::bytes("a".to_owned(), text).unpacked().unwrap().is_none());
    }

    #[test]
    fn several_members_are_one_and_a_damaged_one_is_told() {
        let two = [gzip(b"a\n"), gzip(b"b\n")].concat();
        let source = Source::bytes("a.gz".to_owned(), two.clone());
        assert_eq!(all(&source.unpacked().unwrap().unwrap().0), b"a\nb\n");
        for end in [5, 20, two.len() - 3] {
            let source = Source::bytes("a.gz".to_owned(), two[..end].to_vec());
            assert!(matches!(source.unpacked(), Err(SourceError::Damaged { .. })), "{end}");
        }
        let source = Source::bytes("a.zst".to_owned(), zstd(b"abc")[..8].to_vec());
        assert!(matches!(source.unpacked(), Err(SourceError::Damaged { .. })));
    }

    #[test]
    fn what_grows_beyond_measure_is_refused() {
        let packed = gzip(&vec![0; usize::try_from(ALWAYS_ALLOWED).unwrap() + 1]);
        let source = Source::bytes("a.gz".to_owned(), packed);
        assert!(matches!(source.unpacked(), Err(SourceError::Bomb { format: "gzip", .. })));
    }

    #[test]
    fn a_long_pipe_is_kept_in_a_file_that_goes_with_the_source() {
        let bytes = vec![b'x'; HELD + 10];
        let source = Source::pipe("-".to_owned(), bytes.as_slice()).unwrap();
        let Content::Spooled(path) = &source.content else { panic!("it is kept in a file") };
        let path = path.to_path_buf();
        assert_eq!((source.length(), all(&source)), (bytes.len() as u64, bytes));
        drop(source);
        assert!(!path.exists());
    }
}
