//! Dates that are counted from today, in English and Chinese.

use super::{BeyondCalendar, Date, Period, Unit, absolute, shift};

/// Reads a half-width, lower-case text. `None` when it is no such date, an error when it lies beyond the calendar.
pub(super) fn read(text: &str, today: Date) -> Option<Result<Period, BeyondCalendar>> {
    let text: String = text.chars().map(simplified).collect();
    let text = text.strip_prefix("the ").unwrap_or(&text);
    if let Some(days) = named_day(text) {
        return Some(shift(today, days, Unit::Day).map(Period::day));
    }
    if let Some((count, unit)) = counted(text) {
        return Some(shift(today, count, unit).map(Period::day));
    }
    let day = weekday(text, today).or_else(|| edge(text, today));
    day.map(|day| day.map(Period::day)).or_else(|| period(text, today))
}

/// The few traditional characters that dates are written with.
fn simplified(character: char) -> char {
    match character {
        '後' => '后',
        '週' => '周',
        '個' => '个',
        '這' => '这',
        '現' => '现',
        '禮' => '礼',
        '兩' => '两',
        other => other,
    }
}

fn named_day(text: &str) -> Option<i64> {
    Some(match text {
        "today" | "now" | "今天" | "今日" | "现在" => 0,
        "yesterday" | "昨天" | "昨日" => -1,
        "day before yesterday" | "前天" => -2,
        "大前天" => -3,
        "tomorrow" | "明天" | "明日" => 1,
        "day after tomorrow" | "后天" => 2,
        "大后天" => 3,
        _ => return None,
    })
}

/// A number of units before or after today: `-3d`, `3 days ago`, `in 2 weeks`, `3天前`, `两周后`.
fn counted(text: &str) -> Option<(i64, Unit)> {
    let signed = text
        .strip_prefix('-')
        .map(|rest| (rest, -1))
        .or_else(|| text.strip_prefix('+').map(|rest| (rest, 1)));
    let english = || {
        let before = text.strip_suffix(" ago").map(|rest| (rest, -1));
        let after = text
            .strip_prefix("in ")
            .or_else(|| text.strip_suffix(" from now"))
            .or_else(|| text.strip_suffix(" later"));
        before.or_else(|| after.map(|rest| (rest, 1)))
    };
    let chinese = || {
        let ending = |words: [&str; 3]| words.iter().find_map(|word| text.strip_suffix(word));
        let before = ending(["以前", "之前", "前"]).map(|rest| (rest, -1));
        before.or_else(|| ending(["以后", "之后", "后"]).map(|rest| (rest, 1)))
    };
    let (amount, direction) = signed.or_else(english).or_else(chinese)?;
    let (count, unit) = amount_of_time(amount.trim())?;
    Some((count * direction, unit))
}

fn amount_of_time(text: &str) -> Option<(i64, Unit)> {
    match text {
        "半年" => return Some((6, Unit::Month)),
        "半个月" => return Some((15, Unit::Day)),
        _ => {}
    }
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (count, unit) = match (digits, text.split_once(' ')) {
        (1..=9, _) => (text[..digits].parse().ok()?, &text[digits..]),
        (0, Some((word, unit))) => (english_number(word)?, unit),
        (0, None) => {
            let end = text.find(|c| !"一二两三四五六七八九十".contains(c))?;
            (chinese_number(&text[..end])?, &text[end..])
        }
        _ => return None,
    };
    Some((count, unit_named(unit.trim())?))
}

fn unit_named(word: &str) -> Option<Unit> {
    Some(match word {
        "d" | "day" | "days" | "天" | "日" => Unit::Day,
        "w" | "week" | "weeks" | "周" | "个周" | "星期" | "个星期" | "礼拜" | "个礼拜" => {
            Unit::Week
        }
        "m" | "month" | "months" | "个月" => Unit::Month,
        "q" | "quarter" | "quarters" | "个季度" | "季度" => Unit::Quarter,
        "y" | "year" | "years" | "年" => Unit::Year,
        _ => return None,
    })
}

fn english_number(word: &str) -> Option<i64> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    WORDS.iter().position(|known| *known == word).and_then(|at| i64::try_from(at + 1).ok())
}

/// 一 to 九十九.
fn chinese_number(text: &str) -> Option<i64> {
    let digit = |text: &str| {
        Some(
            "一二三四五六七八九"
                .find(if text == "两" { "二" } else { text })
                .filter(|_| text.chars().count() == 1)?
                / 3
                + 1,
        )
    };
    let number = match text.split_once('十') {
        None => digit(text)?,
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            tens * 10 + if ones.is_empty() { 0 } else { digit(ones)? }
        }
    };
    i64::try_from(number).ok()
}

/// `friday`, `next friday`, `上周一`, `星期天`.
fn weekday(text: &str, today: Date) -> Option<Result<Date, BeyondCalendar>> {
    let (weeks, day) = if text.is_ascii() {
        let text = text.strip_prefix("on ").unwrap_or(text);
        let (weeks, day) =
            text.split_once(' ').map_or((None, text), |(which, day)| (english_turn(which), day));
        if weeks.is_none() && day != text {
            return None;
        }
        (weeks, english_weekday(day.trim())?)
    } else {
        chinese_weekday(text)?
    };
    let from_monday = i64::from(today.weekday().to_monday_zero_offset());
    Some(match weeks {
        Some(weeks) => shift(today, weeks * 7 + day - from_monday, Unit::Day),
        None => shift(today, (day - from_monday).rem_euclid(7), Unit::Day),
    })
}

/// Days after Monday.
fn english_weekday(word: &str) -> Option<i64> {
    Some(match word {
        "monday" | "mon" => 0,
        "tuesday" | "tue" | "tues" => 1,
        "wednesday" | "wed" | "weds" => 2,
        "thursday" | "thu" | "thur" | "thurs" => 3,
        "friday" | "fri" => 4,
        "saturday" | "sat" => 5,
        "sunday" | "sun" => 6,
        _ => return None,
    })
}

fn chinese_weekday(text: &str) -> Option<(Option<i64>, i64)> {
    let mut characters = text.chars();
    let day = "一二三四五六日天".find(characters.next_back()?)? / 3;
    let rest = characters.as_str();
    let which = ["周", "星期", "礼拜"].iter().find_map(|week| rest.strip_suffix(week))?;
    let weeks = if which.is_empty() { None } else { Some(chinese_turn(which)?) };
    Some((weeks, i64::try_from(day.min(6)).ok()?))
}

/// Which week, month ... is meant, counted from this one.
fn english_turn(word: &str) -> Option<i64> {
    match word {
        "this" | "current" => Some(0),
        "next" => Some(1),
        "last" | "previous" => Some(-1),
        _ => None,
    }
}

fn chinese_turn(word: &str) -> Option<i64> {
    match word.strip_suffix('个').unwrap_or(word) {
        "本" | "这" | "当" => Some(0),
        "下" => Some(1),
        "下下" => Some(2),
        "上" => Some(-1),
        "上上" => Some(-2),
        _ => None,
    }
}

/// The first or last day of a time: `end of month`, `end of 2026-Q3`, `月底`, `下个月初`, `2026年底`.
fn edge(text: &str, today: Date) -> Option<Result<Date, BeyondCalendar>> {
    let whole = |text: &str| match text {
        "month" | "week" | "quarter" | "year" => Some(Period::around(today, unit_named(text)?)),
        "月" | "周" | "季" | "季度" | "年" => Some(Period::around(today, chinese_unit(text)?)),
        _ => period(text, today).or_else(|| {
            absolute::read(text, today).ok().flatten().filter(|found| found.unit != Unit::Day).map(Ok)
        }),
    };
    let text = match text {
        "eow" => "end of week",
        "eom" => "end of month",
        "eoq" => "end of quarter",
        "eoy" => "end of year",
        other => other,
    };
    let article = |rest: &str| rest.strip_prefix("the ").unwrap_or(rest).to_owned();
    let start = text.strip_prefix("start of ").or_else(|| text.strip_prefix("beginning of ")).map(article);
    let chinese = |marks: &[char]| text.strip_suffix(marks).map(|rest| said_once(rest).to_owned());
    if let Some(rest) = start.or_else(|| chinese(&['初'])) {
        return Some(whole(&rest)?.map(|period| period.start));
    }
    let end = text.strip_prefix("end of ").map(article);
    let rest = end.or_else(|| chinese(&['底', '末']))?;
    Some(whole(&rest)?.and_then(Period::last_day))
}

/// 明年年 of 明年年底 is 明年.
fn said_once(text: &str) -> &str {
    ['年', '月']
        .into_iter()
        .find_map(|unit| text.strip_suffix(unit).filter(|rest| rest.ends_with(unit)))
        .unwrap_or(text)
}

/// `next month`, `this quarter`, `下周`, `本季度`, `去年`.
fn period(text: &str, today: Date) -> Option<Result<Period, BeyondCalendar>> {
    let (turn, unit) = match text.split_once(' ') {
        Some((which, unit)) => (english_turn(which)?, unit_named(unit).filter(|unit| *unit != Unit::Day)?),
        None => chinese_period(text)?,
    };
    let around = shift(today, turn, unit).and_then(|date| Period::around(date, unit));
    Some(around)
}

fn chinese_period(text: &str) -> Option<(i64, Unit)> {
    match text {
        "前年" => return Some((-2, Unit::Year)),
        "去年" => return Some((-1, Unit::Year)),
        "今年" => return Some((0, Unit::Year)),
        "明年" => return Some((1, Unit::Year)),
        "后年" => return Some((2, Unit::Year)),
        _ => {}
    }
    let unit = ["季度", "星期", "礼拜", "周", "月", "年"].into_iter().find(|unit| text.ends_with(unit))?;
    let turn = chinese_turn(&text[..text.len() - unit.len()])?;
    Some((turn, chinese_unit(unit)?))
}

fn chinese_unit(word: &str) -> Option<Unit> {
    match word {
        "月" => Some(Unit::Month),
        "季" => Some(Unit::Quarter),
        other => unit_named(other),
    }
}
