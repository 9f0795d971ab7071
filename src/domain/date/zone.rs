//! Which day and which minute of it a time of UTC is in a time zone.

use jiff::tz::TimeZone;

use super::{Date, moment};

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// The one that goes by a name such as `Asia/Shanghai`, where the machine knows it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name.trim()).ok().map(Self)
    }

    /// The one in which the user's days are counted.
    #[must_use]
    pub fn of_user() -> Self {
        Self(moment::zone())
    }

    /// What it is called, where it has a name of its own.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.0.iana_name()
    }

    /// The day and the minute that a minute of a day of UTC is there. The ends of the calendar stay as they are.
    #[must_use]
    pub fn there(&self, date: Date, minute: i64) -> (Date, i64) {
        let part = |part: i64| i8::try_from(part).unwrap_or(0);
        let zoned = date.at(part(minute / 60), part(minute % 60), 0, 0).to_zoned(TimeZone::UTC);
        zoned.map_or((date, minute), |zoned| {
            let there = zoned.with_time_zone(self.0.clone());
            (there.date(), i64::from(there.hour()) * 60 + i64::from(there.minute()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_utc_can_be_of_another_day_there() {
        let day = Date::constant(2026, 3, 2);
        for (zone, minute, expected) in [
            ("Asia/Shanghai", 23 * 60, (day.tomorrow().unwrap(), 7 * 60)),
            ("America/New_York", 60, (day.yesterday().unwrap(), 20 * 60)),
            ("UTC", 60, (day, 60)),
        ] {
            assert_eq!(Zone::named(zone).unwrap().there(day, minute), expected, "{zone}");
        }
        assert_eq!(Zone::named("Asia/Shanghai").unwrap().there(Date::MAX, 23 * 60), (Date::MAX, 23 * 60));
        assert!(Zone::named("China Standard Time").is_none());
    }
}
