//! The middle of numbers.

/// The middle one of some whole numbers, of an even number of them the mean of the two in the middle; `None` of none.
#[expect(clippy::cast_precision_loss, reason = "days of a life are few")]
pub(super) fn median(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)? as f64;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*values.get(middle.checked_sub(1)?)? as f64, upper))
}
