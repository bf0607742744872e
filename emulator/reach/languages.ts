/** Languages of the REACH catalogue with their three-letter codes; some have none. */
const NAMES = `eng:English|enu:English (American)|enb:English (British)|:English (Australian)|:English (ASL)|
:English (BSL)|nld:Dutch|fra:French|fr_ca:French (Canada)|deu:German|ita:Italian|spa:Spanish|
es_xl:Spanish (Latin America)|ara:Arabic|ar_lb:Arabic (Lebanon)|ar_qa:Arabic (Qatar)|ar_sa:Arabic (Saudi Arabia)|
zho:Chinese|cmn:Mandarin Chinese|yue:Cantonese|zh_tw:Taiwanese Mandarin|:Simplified Chinese|:Traditional Chinese|
heb:Hebrew|hin:Hindi|jpn:Japanese|kor:Korean|por:Portuguese|pt_br:Portuguese (Brazil)|rus:Russian|tur:Turkish|tha:Thai|
swe:Swedish|dan:Danish|nor:Norwegian|fin:Finnish|isl:Icelandic|pol:Polish|ind:Indonesian|ell:Greek|ron:Romanian|
hun:Hungarian|gle:Irish|gla:Gaelic (Scottish)|cym:Welsh|urd:Urdu|tam:Tamil|mal:Malayalam|zul:Zulu|vie:Vietnamese|
ukr:Ukrainian|cat:Catalan|ces:Czech|afr:Afrikaans|bul:Bulgarian|est:Estonian|lav:Latvian (Lettish)|lit:Lithuanian|
slk:Slovak|:Slovakian|bak:Bashkir|eus:Basque|bel:Byelorussian (Belarusian)|hrv:Croatian|epo:Esperanto|fas:Farsi|
:Persian (Iran)|glg:Galician|ina:Interlingua|msa:Malay|mar:Marathi|mon:Mongolian|slv:Slovenian|tel:Telugu|uig:Uighur|
aze:Azerbaijani|ben:Bengali (Bangla)|mya:Burmese|bos:Bosnian|kat:Georgian|guj:Gujarati|jav:Javanese|kan:Kannada|
kaz:Kazakh|khm:Cambodian|lao:Laothian|mkd:Macedonian|nep:Nepali|pan:Punjabi|srp:Serbian|sin:Sinhalese|sun:Sundanese|
swa:Swahili (Kiswahili)|tgl:Tagalog|uzb:Uzbek|xho:Xhosa|:Auto Detect`;

const CODES: ReadonlyMap<string, string> = new Map(
  NAMES.split("|").map(pair => {
    const [code = "", name = ""] = pair.trim().split(":");
    return [name, code];
  }),
);

/** "Whatever is spoken": a source, never a target. */
export const AUTO_DETECT = "Auto Detect";

/** Names of the catalogue's languages. */
export const CATALOG_LANGUAGES: readonly string[] = [...CODES.keys()];

/** Three-letter code of a language, as it stands in a live event's caption feature. */
export function threeLetterCode(name: string | undefined): string | undefined {
  return CODES.get(name ?? "") || undefined;
}
