//! Currencies of ISO 4217, and the names and signs by which people call them.

use std::fmt;
use std::str::FromStr;

/// A currency of ISO 4217, shown as its three-letter code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(&'static str);

/// The codes in use, with a few that their countries gave up lately, in order.
static CODES: [&str; 163] = [
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD",
    "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY",
    "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP",
    "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS",
    "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD",
    "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
    "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN",
    "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK",
    "SGD", "SHP", "SLE", "SLL", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND",
    "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST",
    "XAF", "XAG", "XAU", "XCD", "XCG", "XDR", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG", "ZWL",
];

impl Currency {
    /// Chinese yuan.
    pub const CNY: Self = Self("CNY");
    /// Euro.
    pub const EUR: Self = Self("EUR");
    /// Pound sterling.
    pub const GBP: Self = Self("GBP");
    /// Hong Kong dollar.
    pub const HKD: Self = Self("HKD");
    /// Japanese yen.
    pub const JPY: Self = Self("JPY");
    /// United States dollar.
    pub const USD: Self = Self("USD");

    /// The three-letter code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }

    /// How many decimal places the minor unit has: 0, 2 or 3 (ISO 4217).
    #[must_use]
    pub fn exponent(self) -> u32 {
        match self.0 {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND"
            | "VUV" | "XAF" | "XAG" | "XAU" | "XDR" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// What stands behind an amount in Chinese: 元, 美元; nothing where that is not usual.
    #[must_use]
    pub fn chinese_unit(self) -> Option<&'static str> {
        Some(match self.0 {
            "CNY" => "元",
            "USD" => "美元",
            "EUR" => "欧元",
            "GBP" => "英镑",
            "JPY" => "日元",
            "HKD" => "港元",
            "TWD" => "新台币",
            "MOP" => "澳门元",
            "KRW" => "韩元",
            "SGD" => "新加坡元",
            "AUD" => "澳元",
            "CAD" => "加元",
            "NZD" => "新西兰元",
            "CHF" => "瑞士法郎",
            "RUB" => "卢布",
            "INR" => "卢比",
            "THB" => "泰铢",
            _ => return None,
        })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.0)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

crate::failures! {
    /// A text that is no currency code.
    pub enum CurrencyError {
        Unknown { text: String } => "\"{text}\" is not a currency code such as CNY, USD or EUR", "“{text}”不是货币代码，例如 CNY、USD、EUR";
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    /// Reads a code in either case, or any name or sign that means one currency: `CNY`, `usd`, `RMB`, `人民币`, `€`.
    fn from_str(text: &str) -> Result<Self, CurrencyError> {
        if let Ok(at) = CODES.binary_search(&text) {
            return Ok(Self(CODES[at]));
        }
        let plain = crate::domain::number::half_width(text).trim().to_lowercase();
        match mention_at_start(&plain) {
            Some((mention, "")) => Ok(mention.currency()),
            _ => Err(CurrencyError::Unknown { text: text.trim().to_owned() }),
        }
    }
}

/// How a currency was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mention {
    /// By a name that means this one alone.
    Sure(Currency),
    /// By `¥`, which is the yuan unless the yen is named as well.
    YuanSign,
    /// By `$` or "dollars", which is the US dollar unless another dollar is named as well.
    DollarSign,
    /// By `元`, which is the yuan unless another currency counted in 元 is named as well.
    Yuan,
}

impl Mention {
    /// The currency meant when nothing else is said.
    pub(super) fn currency(self) -> Currency {
        match self {
            Self::Sure(currency) => currency,
            Self::YuanSign | Self::Yuan => Currency::CNY,
            Self::DollarSign => Currency::USD,
        }
    }

    /// Whether the mention may also mean this currency.
    pub(super) fn allows(self, currency: Currency) -> bool {
        match self {
            Self::Sure(own) => own == currency,
            Self::YuanSign => matches!(currency.code(), "CNY" | "JPY"),
            Self::Yuan => matches!(
                currency.code(),
                "CNY" | "USD" | "EUR" | "JPY" | "KRW" | "HKD" | "MOP" | "TWD" | "SGD" | "AUD" | "CAD" | "NZD"
            ),
            Self::DollarSign => matches!(
                currency.code(),
                "USD"
                    | "HKD"
                    | "MOP"
                    | "TWD"
                    | "SGD"
                    | "AUD"
                    | "CAD"
                    | "NZD"
                    | "MXN"
                    | "BRL"
                    | "ARS"
                    | "CLP"
                    | "COP"
            ),
        }
    }
}

/// The longest currency name that the text starts with, and what follows it. The text is half-width and lower-case.
pub(super) fn mention_at_start(text: &str) -> Option<(Mention, &str)> {
    let named = NAMES.iter().filter(|(name, _)| text.starts_with(name)).max_by_key(|(name, _)| name.len());
    let coded = text.get(..3).and_then(known_code).map(Mention::Sure);
    match (named, coded) {
        (Some((name, _)), Some(mention)) if name.len() < 3 => Some((mention, &text[3..])),
        (Some((name, mention)), _) => Some((*mention, &text[name.len()..])),
        (None, Some(mention)) => Some((mention, &text[3..])),
        (None, None) => None,
    }
}

/// What stands before the longest currency name that ends the text, and that name's meaning.
pub(super) fn mention_at_end(text: &str) -> Option<(&str, Mention)> {
    if text.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let named = NAMES.iter().filter(|(name, _)| text.ends_with(name)).max_by_key(|(name, _)| name.len());
    let code_at = text.len().checked_sub(3);
    let coded = code_at.and_then(|at| Some((text.get(..at)?, Mention::Sure(known_code(text.get(at..)?)?))));
    match (named, coded) {
        (Some((name, _)), Some(found)) if name.len() < 3 => Some(found),
        (Some((name, mention)), _) => Some((&text[..text.len() - name.len()], *mention)),
        (None, found) => found,
    }
}

/// The currency with a code, in any case.
pub(super) fn known_code(text: &str) -> Option<Currency> {
    let mut code: [u8; 3] = text.as_bytes().try_into().ok()?;
    code.make_ascii_uppercase();
    CODES.binary_search_by(|known| known.as_bytes().cmp(&code)).ok().map(|at| Currency(CODES[at]))
}

const fn sure(code: &'static str) -> Mention {
    Mention::Sure(Currency(code))
}

static NAMES: &[(&str, Mention)] = &[
    ("¥", Mention::YuanSign),
    ("$", Mention::DollarSign),
    ("dollar", Mention::DollarSign),
    ("dollars", Mention::DollarSign),
    ("元", Mention::Yuan),
    ("元整", Mention::Yuan),
    ("圆", Mention::Yuan),
    ("圓", Mention::Yuan),
    ("块", Mention::Yuan),
    ("块钱", Mention::Yuan),
    ("rmb", sure("CNY")),
    ("rmb¥", sure("CNY")),
    ("cn¥", sure("CNY")),
    ("cnh", sure("CNY")),
    ("renminbi", sure("CNY")),
    ("yuan", sure("CNY")),
    ("人民币", sure("CNY")),
    ("人民幣", sure("CNY")),
    ("us$", sure("USD")),
    ("$us", sure("USD")),
    ("us dollar", sure("USD")),
    ("us dollars", sure("USD")),
    ("美元", sure("USD")),
    ("美金", sure("USD")),
    ("€", sure("EUR")),
    ("euro", sure("EUR")),
    ("euros", sure("EUR")),
    ("欧元", sure("EUR")),
    ("歐元", sure("EUR")),
    ("£", sure("GBP")),
    ("gb£", sure("GBP")),
    ("pound", sure("GBP")),
    ("pounds", sure("GBP")),
    ("pounds sterling", sure("GBP")),
    ("英镑", sure("GBP")),
    ("英鎊", sure("GBP")),
    ("jp¥", sure("JPY")),
    ("円", sure("JPY")),
    ("yen", sure("JPY")),
    ("日元", sure("JPY")),
    ("日圆", sure("JPY")),
    ("日圓", sure("JPY")),
    ("hk$", sure("HKD")),
    ("hong kong dollar", sure("HKD")),
    ("hong kong dollars", sure("HKD")),
    ("港元", sure("HKD")),
    ("港币", sure("HKD")),
    ("港幣", sure("HKD")),
    ("nt$", sure("TWD")),
    ("新台币", sure("TWD")),
    ("新台幣", sure("TWD")),
    ("新臺幣", sure("TWD")),
    ("台币", sure("TWD")),
    ("台幣", sure("TWD")),
    ("mop$", sure("MOP")),
    ("澳门元", sure("MOP")),
    ("澳门币", sure("MOP")),
    ("₩", sure("KRW")),
    ("won", sure("KRW")),
    ("韩元", sure("KRW")),
    ("韩圆", sure("KRW")),
    ("韩币", sure("KRW")),
    ("韓元", sure("KRW")),
    ("韓圜", sure("KRW")),
    ("s$", sure("SGD")),
    ("singapore dollars", sure("SGD")),
    ("新加坡元", sure("SGD")),
    ("新币", sure("SGD")),
    ("a$", sure("AUD")),
    ("au$", sure("AUD")),
    ("australian dollars", sure("AUD")),
    ("澳元", sure("AUD")),
    ("澳币", sure("AUD")),
    ("c$", sure("CAD")),
    ("ca$", sure("CAD")),
    ("canadian dollars", sure("CAD")),
    ("加元", sure("CAD")),
    ("加币", sure("CAD")),
    ("nz$", sure("NZD")),
    ("新西兰元", sure("NZD")),
    ("纽元", sure("NZD")),
    ("mx$", sure("MXN")),
    ("r$", sure("BRL")),
    ("雷亚尔", sure("BRL")),
    ("swiss franc", sure("CHF")),
    ("swiss francs", sure("CHF")),
    ("瑞士法郎", sure("CHF")),
    ("瑞郎", sure("CHF")),
    ("₹", sure("INR")),
    ("印度卢比", sure("INR")),
    ("₽", sure("RUB")),
    ("卢布", sure("RUB")),
    ("俄罗斯卢布", sure("RUB")),
    ("฿", sure("THB")),
    ("baht", sure("THB")),
    ("泰铢", sure("THB")),
    ("₫", sure("VND")),
    ("越南盾", sure("VND")),
    ("rp", sure("IDR")),
    ("印尼盾", sure("IDR")),
    ("rm", sure("MYR")),
    ("ringgit", sure("MYR")),
    ("林吉特", sure("MYR")),
    ("马币", sure("MYR")),
    ("₱", sure("PHP")),
    ("₺", sure("TRY")),
    ("₴", sure("UAH")),
    ("₪", sure("ILS")),
    ("₸", sure("KZT")),
    ("坚戈", sure("KZT")),
    ("zł", sure("PLN")),
    ("迪拉姆", sure("AED")),
    ("沙特里亚尔", sure("SAR")),
    ("南非兰特", sure("ZAR")),
    ("瑞典克朗", sure("SEK")),
    ("挪威克朗", sure("NOK")),
    ("丹麦克朗", sure("DKK")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_names_lead_to_them() {
        assert!(CODES.is_sorted());
        for (name, mention) in NAMES {
            assert!(CODES.contains(&mention.currency().code()), "{name}");
            assert_eq!(*name, name.to_lowercase(), "{name}");
            assert_eq!(mention_at_start(name), Some((*mention, "")));
            assert_eq!(mention_at_end(name), Some(("", *mention)));
        }
        for code in CODES {
            let currency: Currency = code.parse().unwrap();
            assert_eq!(currency.code(), code);
        }
    }

    #[test]
    fn a_currency_is_read_by_code_name_or_sign() {
        for (text, expected) in [
            ("cny", "CNY"),
            (" Usd ", "USD"),
            ("ＥＵＲ", "EUR"),
            ("人民币", "CNY"),
            ("￥", "CNY"),
            ("HK$", "HKD"),
        ] {
            assert_eq!(text.parse::<Currency>().map(Currency::code), Ok(expected), "{text}");
        }
        for text in ["", "CN", "CNYY", "ABC", "华为", "us dollars x"] {
            assert_eq!(text.parse::<Currency>(), Err(CurrencyError::Unknown { text: text.into() }));
        }
    }
}
