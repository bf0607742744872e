/** Languages of captions by code, as the API names them; of those with three letters there is none here. */
const NAMES = `ab:Abkhazian|aa:Afar|af:Afrikaans|sq:Albanian|am:Amharic|ar:Arabic|hy:Armenian|ay:Aymara|az:Azerbaijani|
ba:Bashkir|eu:Basque|bn:Bengali (Bangla)|dz:Bhutani|bh:Bihari|bi:Bislama|bs:Bosnian|br:Breton|bg:Bulgarian|my:Burmese|
be:Byelorussian (Belarusian)|km:Cambodian|ca:Catalan|zh:Chinese|co:Corsican|cr:Cree|hr:Croatian|cs:Czech|da:Danish|
nl:Dutch|en:English|eo:Esperanto|et:Estonian|fo:Faeroese|fa:Farsi|fj:Fiji|fi:Finnish|fr:French|fy:Frisian|
gv:Gaelic (Manx)|gd:Gaelic (Scottish)|gl:Galician|ka:Georgian|de:German|el:Greek|kl:Greenlandic|gn:Guarani|gu:Gujarati|
ha:Hausa|he:Hebrew|hi:Hindi|hu:Hungarian|is:Icelandic|id:Indonesian|ia:Interlingua|ie:Interlingue|iu:Inuktitut|
ik:Inupiak|ga:Irish|it:Italian|ja:Japanese|jv:Javanese|kn:Kannada|ks:Kashmiri|kk:Kazakh|rw:Kinyarwanda (Ruanda)|
ky:Kirghiz|rn:Kirundi (Rundi)|ko:Korean|ku:Kurdish|lo:Laothian|la:Latin|lv:Latvian (Lettish)|
li:Limburgish ( Limburger)|ln:Lingala|lt:Lithuanian|lb:Luxembourgish (Letzeburgesch)|mk:Macedonian|mg:Malagasy|
ms:Malay|ml:Malayalam|mt:Maltese|mi:Maori|mr:Marathi|mo:Moldavian|mn:Mongolian|mu:Multilingual|na:Nauru|ne:Nepali|
no:Norwegian|oc:Occitan|oj:Ojibwe, Ojibwa|om:Oromo (Afan, Galla)|ps:Pashto (Pushto)|pl:Polish|pt:Portuguese|
pa:Punjabi|qu:Quechua|rm:Rhaeto-Romance|ro:Romanian|ru:Russian|sm:Samoan|sg:Sangro|sa:Sanskrit|sr:Serbian|
sh:Serbo-Croatian|st:Sesotho|tn:Setswana|sn:Shona|sd:Sindhi|si:Sinhalese|ss:Siswati|sk:Slovak|sl:Slovenian|so:Somali|
es:Spanish|su:Sundanese|sw:Swahili (Kiswahili)|sv:Swedish|tl:Tagalog|tg:Tajik|ta:Tamil|tt:Tatar|te:Telugu|th:Thai|
bo:Tibetan|ti:Tigrinya|to:Tonga|ts:Tsonga|tr:Turkish|tk:Turkmen|tw:Twi|ug:Uighur|uk:Ukrainian|un:Undefined|ur:Urdu|
uz:Uzbek|vi:Vietnamese|vo:Volapuk|cy:Welsh|wo:Wolof|xh:Xhosa|yi:Yiddish|yo:Yoruba|zu:Zulu`;

const CODES: ReadonlyMap<string, string> = new Map(
  NAMES.split("|").map(pair => {
    const [code = "", name = ""] = pair.trim().split(":");
    return [name, code];
  }),
);

/** Names of languages. */
export const LANGUAGES: readonly string[] = [...CODES.keys()];

/** Code of a language's name. */
export function languageCode(name: string): string | undefined {
  return CODES.get(name);
}
