import type { Intent, QueryType } from '../vocabulary/query-analysis'
import { isSmallTalk } from './classify-query-type'
import { cues } from './cues'

const TROUBLE = cues(
  'error|errors|exception*|fail|fails|failed|failing|failure*|crash*|broken|bug|bugs|wrong|stuck|hangs|hanging|hung|froze*',
  'timed out|times out|time out|refused|denied|declined|rejected|cannot|can t|unable to|won t|doesn t|isn t|debug*',
  'troubleshoot*|fix|leak*|segfault|panic|stack trace|stacktrace|deadlock|blank screen|slow|flicker*|corrupt*|invalid',
  'unexpected*|disappear*|duplicate rows|not found|does not exist|keeps|no longer|stopped working|drops|undefined',
  'fehler|fehlgeschlagen|schlägt|funktioniert nicht|geht nicht|klappt nicht|kaputt|abgestürzt|erreur|échoue*|panne',
  'ne fonctionne pas|ne marche pas|fallo|falla*|no funciona|error de|errore|non funziona|erro|não funciona|não abre',
  'fout|werkt niet|mislukt|werkt|fungerar inte|fel|błąd|nie działa|ошибка|не работает|失败|错误|出错|不能|失敗|エラー|動かない',
  '오류|실패|خطأ|لا يعمل',
)
/** "emails are not being delivered": a negated predicate reports a fault, unless it asks whether or which. */
const NEGATED =
  /\b(?:is|are|was|were|does|do|did|has|have) not (?:\p{L}+ )?\p{L}+|\bnot (?:work|load|start|respond|show|open)ing\b/iu
/** `ECONNREFUSED`, `ERR_MODULE_NOT_FOUND`, `ORA-00942`, `TypeError`, `status 413`. */
const ERROR_CODE =
  /\bE[A-Z]{4,}\b|\bERR_\w+|\b[A-Z]{2,5}-\d{5,}\b|\b\w+(?:Error|Exception)\b|\b(?:HTTP|[Ss]tatus|[Cc]ode) [45]\d\d\b|exits with/
/** Questions about errors in general: how they are handled, what a code means. */
const ABOUT_ERRORS = /^(?:what (?:is|are)|how (?:do|does|are|should)|which|list) .*(?:handl|retr|floor|code|rate)/i
const CREATION = cues(
  '^write|^draft|^compose|^generate|^brainstorm|^invent|^imagine|come up with|^suggest names|^suggest a|^suggest some',
  '^suggest titles|^suggest ideas|^rewrite|^summarize|^summarise|^paraphrase|^translate|^shorten|^make it|^poem|^slogan',
  '^schreib*|^entwirf*|^dichte|^fasse|^écris|^rédige|^résume|^escrib*|^redacta|^resume|^scrivi|^escreva|^schrijf|^напиши',
  '^写|書いて',
)
const LEADING_REQUEST = /^(?:please|kindly|can you|could you|would you|i want you to|i'd like you to|help me)[, ]+/i
const PROCEDURE = cues(
  'steps|guide|tutorial|walk me through|^set up|^set|^install|^uninstall|^configure|^enable|^disable|^deploy|^migrate|^upgrade',
  '^update|^create|^implement|^add|^remove|^delete|^reset|^change|^turn|^use|^rotate|^connect|^export|^import|^rename|^move',
  'i need to|i want to|i have to|would design|need to do|how can i|how do i|how to|installer|configurer|instalar|configurar',
  'installieren|einrichten|erstellen|anleitung|crear|安装|установить|设置',
)

/** The intent by the first rule that holds, from the most to the least telling. */
export function classifyIntent(query: string, queryType: QueryType): Intent {
  const text = query.trim().replace(LEADING_REQUEST, '')
  if (text === '' || isSmallTalk(text)) return 'conversational'
  if (CREATION.test(text)) return 'creative'
  if (isTrouble(text, queryType)) return 'troubleshooting'
  if (queryType === 'choice') return 'comparative'
  if (queryType === 'how-to') return 'procedural'
  const isRequest = queryType === 'command' || queryType === 'statement' || queryType === 'keywords'
  return isRequest && PROCEDURE.test(text) ? 'procedural' : 'informational'
}

function isTrouble(text: string, queryType: QueryType): boolean {
  if (ABOUT_ERRORS.test(text) || queryType === 'list') return false
  if (ERROR_CODE.test(text)) return queryType !== 'choice'
  if (queryType === 'how-to') return /\b(?:fix|debug|troubleshoot|resolve|solve)\b/i.test(text)
  if (NEGATED.test(text)) return queryType === 'statement' || queryType === 'reason'
  return queryType !== 'yes-no' && queryType !== 'choice' && TROUBLE.test(text)
}
