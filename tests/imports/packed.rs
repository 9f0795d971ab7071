//! Files that were compressed, whole and damaged, within each other and under wrong names.

use std::io::Write;

use crate::reading::told;

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn packed_files_of_every_format_are_read() {
    for (name, text) in [
        ("a.csv", "name,city\nA,B\n"),
        ("a.json", "[{\"name\":\"A\",\"city\":\"B\"}]"),
        ("a.ndjson", "{\"name\":\"A\",\"city\":\"B\"}\n"),
        ("a.yaml", "- name: A\n  city: B\n"),
    ] {
        let plain = told(name, text.as_bytes());
        assert!(plain[1].ends_with("name=A|city=B"), "{plain:?}");
        assert_eq!(told(&format!("{name}.gz"), &gzip(text.as_bytes())), plain);
        assert_eq!(told(&format!("{name}.zst"), &zstd(text.as_bytes())), plain);
        // The bytes tell, whatever the name says.
        assert_eq!(told(name, &gzip(text.as_bytes())), plain);
    }
    let book = crate::books::good();
    assert_eq!(told("a.xlsx.gz", &gzip(&book)), told("a.xlsx", &book));
}

#[test]
fn a_packed_file_that_is_cut_is_damaged_wherever_it_ends() {
    let text: String = (0..200).map(|row| format!("Company {row},city {}\n", row * 7919 % 101)).collect();
    for packed in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        for cut in 4..packed.len() {
            let told = told("a.csv", &packed[..cut]);
            assert!(told.len() == 1 && told[0].contains("data is damaged"), "{cut}: {told:?}");
        }
    }
}

#[test]
fn what_is_packed_twice_is_no_table() {
    assert_eq!(
        told("a.csv.gz", &gzip(&gzip(b"name\nA\n"))),
        ["! this is a file of the format GZIP, not text"]
    );
}
