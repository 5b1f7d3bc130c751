import type { Intent } from '../types'

const GREETING =
  /^(?:hi|hey|hello|good (?:morning|evening|afternoon)|thanks?|thank you|cheers|great|nice|ok(?:ay)?|cool|bye|goodbye|hallo|danke|bonjour|merci|hola|gracias|ciao|grazie)\b/i
const TROUBLE =
  /\b(?:errors?|exceptions?|fail(?:s|ed|ing|ure)?|crash(?:es|ed|ing)?|broken|bugs?|wrong|stuck|hangs?|hanging|time[sd]? ?out|timeouts?|refused|denied|cannot|can't|won't|doesn't|isn't|not (?:work|found|load|start|show)\w*|debug|troubleshoot\w*|fix|undefined|leak\w*|segfault|panic|stack ?trace|fehler|funktioniert nicht|geht nicht|erreur|échoue|fallo|falla|errore)\b/i
/** `ECONNREFUSED`, `ERR_MODULE_NOT_FOUND`. */
const ERROR_CODE = /\bE[A-Z]{4,}\b|\bERR_\w+/
const COMPARISON =
  /\b(?:vs\.?|versus|compar(?:e|ed|ing|ison)|differ(?:s|ent|ence|ences)?|better|worse|faster than|rather than|instead of|pros and cons|trade-?offs?|advantages?|alternatives? to|which (?:one|is|of|should)|unterschied\w*|vergleich\w*|besser|différence|comparer|diferencia|comparar|mejor)\b|\bor\b.*\?$/i
const CREATION =
  /\b(?:write|draft|compose|generate|brainstorm|invent|imagine|come up with|suggest(?: (?:a|some))? (?:names?|titles?|ideas?)|rewrite|poem|story|slogan|tagline|blog post|announcement|schreib\w*|entwirf|écris|rédige|escribe|redacta)\b/i
const PROCEDURE =
  /\b(?:how (?:do|can|should|would|to|does one)|steps?|guide|tutorial|walk me through|set ?up|install|configure|enable|disable|deploy|migrate|upgrade|create|implement|add|wie (?:kann|mache|richte|installiere|konfiguriere|erstelle)|comment (?:faire|puis-je|installer|configurer|créer)|cómo (?:puedo|hago|instalo|configuro|crear|instalar|configurar))\b/i
const QUESTION = /\?|^(?:what|who|when|where|why|which|how|is|are|does|do|can|should|explain|describe|was|wer|wie)\b/i

/** The intent by the first rule that holds, from the most to the least telling. */
export function classifyIntent(query: string): Intent {
  const text = query.trim()
  const words = text.split(/\s+/).length
  if (text === '' || (GREETING.test(text) && words <= 6 && !(QUESTION.test(text) && words > 4))) return 'conversational'
  if (CREATION.test(text) && !/^how\b/i.test(text)) return 'creative'
  if (ERROR_CODE.test(text)) return 'troubleshooting'
  if (TROUBLE.test(text) && !/^(?:what (?:is|are)|how (?:do|does|are|should)) .*\bhandl/i.test(text)) {
    return 'troubleshooting'
  }
  if (COMPARISON.test(text)) return 'comparative'
  if (PROCEDURE.test(text) && !/^(?:what|why|who|when) /i.test(text)) return 'procedural'
  return 'informational'
}
