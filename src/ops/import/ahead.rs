//! Reading a file ahead: one thread makes drafts of its rows while another one writes them.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::domain::parse::Reading;
use crate::import::drafts::{Draft, Drafts, Fault};
use crate::import::row::StringRecord;
use crate::store::Prepared;

/// How many rows go from one thread to the other at a time: so few that what waits stays in the cache of the processor.
pub(super) const BATCH: usize = 64;

/// How many batches wait at most, so that memory stays bounded.
const WAITING: usize = 4;

/// A row that was read.
pub(super) struct Read {
    pub(super) draft: Result<(Draft, Prepared), Vec<Fault>>,
    /// Its cells as they are written.
    pub(super) cells: StringRecord,
}

/// Some rows, and how far the reading was after the last of them.
pub(super) struct Batch {
    pub(super) rows: Vec<Read>,
    pub(super) progress: u64,
}

/// Gives the rows of a file to `take`, batch by batch and in their order, while the next ones are read. Ends when `take`
/// does, which says whether the rows of late `are_new`: of these more is worked out ahead.
pub(super) fn read_ahead<T>(
    drafts: &mut Drafts,
    reading: &Reading,
    are_new: &AtomicBool,
    take: impl FnOnce(Receiver<Batch>) -> T,
) -> T {
    let (sender, receiver) = sync_channel(WAITING);
    std::thread::scope(|scope| {
        scope.spawn(move || send_all(drafts, reading, are_new, &sender));
        take(receiver)
    })
}

fn send_all(drafts: &mut Drafts, reading: &Reading, are_new: &AtomicBool, sender: &SyncSender<Batch>) {
    loop {
        let prepare = if are_new.load(Relaxed) { Prepared::of } else { Prepared::found };
        let mut rows = Vec::with_capacity(BATCH);
        while rows.len() < BATCH
            && let Some(draft) = drafts.next_draft(reading)
        {
            let draft = draft.map(|draft| {
                let prepared = prepare(&draft.entry);
                (draft, prepared)
            });
            rows.push(Read { draft, cells: drafts.cells().clone() });
        }
        let progress = drafts.progress();
        // Who takes no more rows has stopped.
        if rows.is_empty() || sender.send(Batch { rows, progress }).is_err() {
            return;
        }
    }
}
