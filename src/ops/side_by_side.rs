//! Two halves of a long pass side by side: one thread reads and writes the file, another one computes.

use std::sync::mpsc::{channel, sync_channel};

use super::OpsError;

/// How many pieces wait at most to be computed, so that memory stays bounded.
const WAITING: usize = 2;

/// Computes what comes of each piece that `read` gives, on another thread while the next ones are read, and hands it to
/// `take`, in order. Ends when `read` gives nothing, or with the first error.
///
/// # Errors
/// Those of `read` and `take`.
pub(super) fn side_by_side<File, Piece: Send, Outcome: Send>(
    file: &mut File,
    mut read: impl FnMut(&mut File) -> Result<Option<Piece>, OpsError>,
    mut compute: impl FnMut(Piece) -> Outcome + Send,
    mut take: impl FnMut(&mut File, Outcome) -> Result<(), OpsError>,
) -> Result<(), OpsError> {
    std::thread::scope(|scope| {
        let (pieces, waiting) = sync_channel(WAITING);
        let (results, computed) = channel();
        scope.spawn(move || {
            for piece in waiting {
                // Who takes no more has stopped.
                if results.send(compute(piece)).is_err() {
                    return;
                }
            }
        });
        while let Some(piece) = read(file)? {
            if pieces.send(piece).is_err() {
                break;
            }
            computed.try_iter().try_for_each(|result| take(file, result))?;
        }
        drop(pieces);
        computed.iter().try_for_each(|result| take(file, result))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::Refusal;

    #[test]
    fn every_piece_is_computed_and_taken_in_order() {
        let (mut next, mut taken) = (0, Vec::new());
        let read = |last: &mut usize| {
            next += 1;
            Ok((next <= *last).then_some(next))
        };
        let take = |_: &mut usize, result| {
            taken.push(result);
            Ok(())
        };
        side_by_side(&mut 100, read, |piece| piece * 2, take).unwrap();
        assert_eq!(taken, (1..=100).map(|piece| piece * 2).collect::<Vec<_>>());
    }

    #[test]
    fn the_first_error_ends_it() {
        let endless = |(): &mut ()| Ok(Some(1));
        let failing = |(): &mut (), _| Err(Refusal::NothingToUndo.into());
        assert!(side_by_side(&mut (), endless, |piece| piece, failing).is_err());
        let unreadable = |(): &mut ()| -> Result<Option<u8>, OpsError> { Err(Refusal::NothingToUndo.into()) };
        assert!(side_by_side(&mut (), unreadable, |piece| piece, |(), _| Ok(())).is_err());
    }
}
