//! A moment in time, to the second and in UTC, as the history records it.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Date;

/// A moment in UTC, to the second, written `2026-11-22T10:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Timestamp);

crate::failures! {
    /// A text that is no moment.
    pub enum MomentError {
        NotAMoment { text: String } => "\"{text}\" is not a time like 2026-11-22T10:00:00Z", "“{text}”不是 2026-11-22T10:00:00Z 这样的时间";
    }
}

/// Where the user is: what is a day there is fixed once for the whole run.
static ZONE: OnceLock<TimeZone> = OnceLock::new();

pub(super) fn zone() -> TimeZone {
    ZONE.get().cloned().unwrap_or(TimeZone::UTC)
}

impl Moment {
    /// From now on, days are those of this time zone; only the first call counts. Until then they are those of UTC.
    pub fn count_days_in(zone: TimeZone) {
        let _ = ZONE.set(zone);
    }

    /// The day where the user is.
    #[must_use]
    pub fn date(self) -> Date {
        zone().to_datetime(self.0).date()
    }

    /// The beginning of a day where the user is.
    #[must_use]
    pub fn start_of(date: Date) -> Self {
        Self::of_day(date, 0)
    }

    /// Noon of a day where the user is.
    #[must_use]
    pub fn noon_of(date: Date) -> Self {
        Self::of_day(date, 12)
    }

    /// An hour of a day. The calendar has a few days more at its ends than there are moments; theirs is the nearest one.
    fn of_day(date: Date, hour: i8) -> Self {
        let nearest = if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let zoned = date.at(hour, 0, 0, 0).to_zoned(zone());
        zoned.map_or(nearest, |zoned| zoned.timestamp()).into()
    }

    /// The moment as a timestamp of `jiff`, to show it in another time zone.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl From<Timestamp> for Moment {
    /// Drops what is finer than a second.
    fn from(timestamp: Timestamp) -> Self {
        Self(Timestamp::from_second(timestamp.as_second()).unwrap_or(timestamp))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0.to_string())
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    /// Reads a time with its offset from UTC: `2026-11-22T10:00:00Z`, `2026-11-22 18:00:00+08:00`.
    fn from_str(text: &str) -> Result<Self, MomentError> {
        let timestamp: Timestamp =
            text.trim().parse().map_err(|_| MomentError::NotAMoment { text: text.trim().to_owned() })?;
        Ok(timestamp.into())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_moment_is_kept_to_the_second_in_utc() {
        for (text, expected, day) in [
            ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z", "2026-11-22"),
            ("2026-11-22T10:00:00.987Z", "2026-11-22T10:00:00Z", "2026-11-22"),
            ("2026-11-23T01:00:00+08:00", "2026-11-22T17:00:00Z", "2026-11-22"),
        ] {
            let moment: Moment = text.parse().unwrap();
            assert_eq!((moment.to_string().as_str(), moment.date().to_string().as_str()), (expected, day));
        }
        for text in ["", "2026-11-22", "2026-11-22T10:00:00", "noon"] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_day_of_the_calendar_has_its_moments() {
        let day = |text: &str| -> Date { text.parse().unwrap() };
        assert_eq!(Moment::noon_of(day("2026-03-02")).to_string(), "2026-03-02T12:00:00Z");
        assert_eq!(Moment::start_of(day("2026-03-02")).to_string(), "2026-03-02T00:00:00Z");
        assert!(Moment::start_of(Date::MIN) < Moment::start_of(day("0000-01-01")));
        assert!(Moment::noon_of(Date::MAX) > Moment::noon_of(day("9999-12-29")));
        assert_eq!(Moment::noon_of(Date::MAX).to_string().parse(), Ok(Moment::noon_of(Date::MAX)));
    }

    proptest! {
        #[test]
        fn printed_moments_are_read_back_and_keep_their_order(one in -60_000_000_000i64..250_000_000_000, two in -60_000_000_000i64..250_000_000_000) {
            let moments = [one, two].map(|second| Moment::from(Timestamp::from_second(second).unwrap()));
            prop_assert_eq!(moments.map(|moment| moment.to_string().parse()), moments.map(Ok));
            prop_assert_eq!(moments[0].cmp(&moments[1]), one.cmp(&two));
        }
    }
}
