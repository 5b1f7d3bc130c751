/**
 * How an answer says that it does not know, or that what it was given does not say, by language. A speaker of the language
 * should be able to read a line and agree.
 */
const PHRASES = {
  en: [
    "i (?:do not|don[’']t) (?:know|have (?:enough|any|the) information)",
    "i (?:cannot|can[’']t|could not|couldn[’']t|am unable to|[’']m unable to) (?:find|answer|tell|determine)",
    "(?:does not|doesn[’']t|do not|don[’']t) (?:say|mention|specify|contain|cover|include|provide) (?:how|what|why|whether|any|this|that|it|enough)",
    '(?:is|are) not (?:mentioned|specified|covered|described|stated|provided) (?:in|by)',
    'there is no (?:information|mention)',
    'nothing (?:in|of) the (?:library|context|documents?|sources?)',
    'not (?:enough|sufficient) (?:information|context)',
  ],
  de: [
    'ich wei(?:ß|ss) (?:es |das )?nicht',
    '(?:kann|konnte) (?:ich )?(?:das |es |dazu )?(?:nicht (?:beantworten|finden|sagen)|nichts finden)',
    'geht (?:daraus |aus [^.\\n]{1,60} )?nicht hervor',
    'keine (?:angaben?|informationen?|hinweise) (?:dazu|darüber|zu|über)',
    'nicht (?:erwähnt|genannt|beschrieben|angegeben)',
  ],
  fr: [
    'je ne sais pas',
    "je n[’']ai pas (?:trouvé|d[’']informations?)",
    'ne (?:mentionnent?|précisent?|contien(?:t|nent)) pas',
    'aucune (?:information|mention)',
  ],
  es: [
    'no (?:lo )?sé',
    'no (?:se )?(?:menciona|especifica|indica|encuentr[oa]|encontré)',
    'no (?:hay|tengo) (?:suficiente )?información',
  ],
  pt: ['não sei', 'não (?:é )?(?:menciona|mencionad[oa]|especifica|encontrei)', 'não há informaç(?:ão|ões)'],
  it: ['non (?:lo )?so', 'non (?:viene |è )?(?:menzionat[oa]|specificat[oa]|indicat[oa])', 'non ci sono informazioni'],
  nl: ['ik weet (?:het )?niet', 'niet (?:vermeld|genoemd|beschreven)', 'geen informatie (?:over|hierover)'],
}

export const UNKNOWING = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${Object.values(PHRASES).flat().join('|')})(?![\\p{L}\\p{N}])|没有(?:提到|说明|相关信息)|不知道|わかりません|記載(?:が|は)?(?:ありません|されていません)|모르겠습니다|언급되지 않`,
  'iu',
)
