// What a word is, and which words are the same: in all that is searched, in what is typed, and on the page that opens.
"use strict"
{
  // A number parts from letters behind it, as in "24h", but not from those before it, as in "L4".
  const WORD = /\p{N}+|\p{L}[\p{L}\p{M}\p{N}]*/gu
  const RUN = /[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011'\u2018\u2019\u02bc][\p{L}\p{M}\p{N}]+)*/gu
  const UNSEEN = /[\u00ad\u200b-\u200d]/g
  // Scripts that put no blanks between words, and Korean, which writes particles behind them.
  const SCRIPTS = ["Han", "Hira", "Kana", "Hang", "Thai", "Laoo", "Khmr", "Mymr"].map((name) => `\\p{scx=${name}}`).join("")
  const UNSPACED = new RegExp(`[${SCRIPTS}]`, "u"), PARTS = new RegExp(`[${SCRIPTS}]+|[^${SCRIPTS}]+`, "gu")
  // Marks of Latin, Greek, Cyrillic, Hebrew and Arabic letters, and the dot below of Devanagari. Others are vowels, which count.
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u093c]/g
  const ALIKE = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ٱ: "ا", ى: "ي", ی: "ي", ک: "ك", ة: "ه", "\u0901": "\u0902" }
  const NASAL = /[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u0939])/g // of Devanagari: also written as a dot above
  const KATAKANA = /[\u30a1-\u30f6]/g // the other way to write the sounds of Japanese
  const ZEROS = "٠۰०০๐໐၀០" // of other scripts, each with its nine digits behind it

  const digit = (sign) => {
    const zero = [...ZEROS].find((each) => sign >= each && sign.codePointAt() - each.codePointAt() < 10)
    return zero ? String(sign.codePointAt() - zero.codePointAt()) : sign
  }
  const plain = (text) => text.normalize("NFKC").replace(UNSEEN, "").toLowerCase().replace(/\p{Nd}/gu, digit)

  const fold = (word) => word.normalize("NFD").replace(MARKS, "").replace(NASAL, "\u0902").normalize("NFC")
    .replace(/./gu, (sign) => ALIKE[sign] ?? sign).replace(KATAKANA, (sign) => String.fromCodePoint(sign.codePointAt() - 0x60))

  // Words of unspaced scripts are pairs of signs, and the last sign, which begins no pair.
  const pairs = (run) => [...run].map((sign, at, all) => sign + (all[at + 1] ?? ""))

  // Also as one, where a sign or a number joins several: "x-ray" is "xray" too, "can't" "cant", and 555-0142 5550142.
  const wordsOf = (run) => {
    if (UNSPACED.test(run)) return run.match(PARTS).flatMap((part) => UNSPACED.test(part) ? pairs(part) : wordsOf(part))
    const parts = run.match(WORD) ?? []
    return parts.length > 1 ? [...parts, parts.join("")] : parts
  }

  window.searchWords = {
    RUN,
    /** The words of a text, small, in order. */
    words: (text) => (plain(text).match(RUN) ?? []).flatMap(wordsOf),

    /** A text as it is typed in haste: "Can't I eat?" is "cant i eat". */
    phrase: (text) => (plain(text).match(RUN) ?? []).map((run) => fold((run.match(WORD) ?? []).join(""))).join(" "),

    /** A word without accents and such, so that "rinon" finds "riñón". */
    fold,
  }
}
