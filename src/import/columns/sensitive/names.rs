//! Secrets by the names of their columns, in both languages.

use super::Secret;
use crate::domain::simplified::simplified;

/// Words that say it wherever they stand in a name.
const WORDS: &[(Secret, &[&str])] = &[
    (
        Secret::Secret,
        &[
            "password", "passwords", "passwd", "pwd", "passcode", "passphrase", "token", "secret", "apikey",
            "cvv", "cvv2", "cvc", "cvc2", "otp", "pw", "passwort", "kennwort", "contraseña", "contrasena",
            "senha", "2fa", "mfa", "totp",
        ],
    ),
    (
        Secret::Identity,
        &[
            "ssn", "idcard", "passport", "steuerid", "steueridentifikationsnummer", "reisepass", "passeport",
            "personalausweis",
        ],
    ),
    (Secret::Card, &["iban", "kontonummer", "kreditkarte", "kreditkartennummer"]),
];

/// Words that say it when they stand together.
const PHRASES: &[(Secret, &[&str])] = &[
    (
        Secret::Secret,
        &[
            "pass word", "api key", "access key", "private key", "secret key", "security code",
            "security answer", "pin number", "card pin", "login credentials", "mot de passe",
            "mots de passe", "password hint",
        ],
    ),
    (
        Secret::Identity,
        &[
            "social security", "government id", "id card", "identity card", "identity number", "identity no",
            "national id", "citizen id", "personal id", "driving licence", "driving license",
            "driver license", "drivers license", "driver s license", "driver s licence", "steuer id",
            "steuer identifikationsnummer", "numéro de sécurité sociale", "carte d identité",
        ],
    ),
    (
        Secret::Card,
        &[
            "bank card", "credit card", "debit card", "card number", "card no", "payment card",
            "bank account", "carte bancaire", "carte de crédit",
        ],
    ),
];

/// Names that say it alone.
const WHOLE: &[(Secret, &[&str])] =
    &[(Secret::Secret, &["pin"]), (Secret::Identity, &["id no", "id number", "证件", "证件号"])];

/// Words of Chinese, in simplified characters, Japanese and Korean, which stand wherever in a name.
const CHINESE: &[(Secret, &[&str])] = &[
    (
        Secret::Secret,
        &["密码", "口令", "密钥", "令牌", "私钥", "安全码", "验证码", "パスワード", "暗証番号", "비밀번호"],
    ),
    (
        Secret::Identity,
        &[
            "身份证", "身分证", "护照", "证件号码", "社保号", "社保卡", "社会保障号", "社会保障卡", "驾驶证",
            "驾照", "マイナンバー", "个人番号", "旅券番号", "주민등록번호", "여권번호",
        ],
    ),
    (
        Secret::Card,
        &[
            "银行卡", "信用卡", "借记卡", "储蓄卡", "卡号", "银行账号", "银行帐号", "银行账户", "银行帐户",
            "开户行账号", "开户账号", "开户行帐号", "收款账号", "对公账号",
        ],
    ),
];

/// Names that have such words and mean something else.
const HARMLESS: &[&str] = &["信用卡中心", "卡号段", "token economy"];

/// What a column holds, as its name says; none for a harmless one.
#[must_use]
pub fn by_name(header: &str) -> Option<Secret> {
    let words = words(header);
    let spaced = format!(" {} ", words.join(" "));
    if HARMLESS.iter().any(|name| spaced.contains(name)) {
        return None;
    }
    let whole = spaced.trim();
    let simple: String = whole.chars().map(simplified).collect();
    let said = |lists: &[(Secret, &[&str])], is_said: &dyn Fn(&str) -> bool| {
        lists.iter().find(|(_, names)| names.iter().any(|name| is_said(name))).map(|(secret, _)| *secret)
    };
    said(WHOLE, &|name| whole == name)
        .or_else(|| said(WORDS, &|name| words.iter().any(|word| word == name)))
        .or_else(|| said(PHRASES, &|name| spaced.contains(&format!(" {name} "))))
        .or_else(|| said(CHINESE, &|name| simple.contains(name)))
}

/// The words of a name, folded: parted where others stand between letters, and where small letters turn to capitals.
fn words(header: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in header.chars() {
        let starts = letter.is_uppercase() && was_small;
        if (starts || !letter.is_alphanumeric()) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.push(letter);
        }
        was_small = letter.is_lowercase();
    }
    words.iter().filter(|word| !word.is_empty()).map(|word| crate::domain::fold::fold(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_their_names_in_both_languages() {
        for (secret, names) in [
            (
                Secret::Secret,
                &[
                    "Password", "user_password", "userPassword", "PWD", "登录密码", "api key", "API_KEY",
                    "apiKey", "Access Token", "Client Secret", "PIN", "CVV", "CVV2", "密钥", "短信验证码",
                    "Passwort", "Kennwort", "login_pw", "mot de passe", "Mot de passe", "contraseña",
                    "密码提示", "PassWord", "pass word", "2FA", "密碼", "パスワード", "暗証番号", "비밀번호",
                ][..],
            ),
            (
                Secret::Identity,
                &[
                    "身份证号", "身份证号码", "法人身份证", "SSN", "Social Security Number", "Passport No.",
                    "护照号", "National ID", "ID card", "ID Number", "证件号码", "社保号",
                    "Driver's License", "Steuer-ID", "SteuerID", "IDCard", "身分證字號", "身份證號",
                    "護照號碼", "マイナンバー", "個人番号", "주민등록번호",
                ],
            ),
            (
                Secret::Card,
                &[
                    "银行卡号", "Credit Card", "card number", "信用卡号", "Bank card no.", "IBAN",
                    "银行账号", "开户银行账号", "Bank Account No.",
                ],
            ),
        ] {
            for name in names {
                assert_eq!(by_name(name), Some(secret), "{name}");
            }
        }
    }

    #[test]
    fn harmless_names_stay() {
        for name in [
            "统一社会信用代码", "Phone", "Pin code", "Shipping", "Opinion", "Account ID", "Record ID", "Id",
            "参保人数", "信用等级", "信用代码", "Company", "Tokyo office", "Secretary", "Passenger cars",
            "External ids", "注册号", "股票代码", "Discard", "信用卡中心地址", "Postal code", "邮编",
        ] {
            assert_eq!(by_name(name), None, "{name}");
        }
    }
}
