/** Occupations that their form does not tell. */
const WORDS = new Set(
  `analyst nurse teacher student chef cook baker doctor lawyer pilot architect scientist manager designer administrator
  admin consultant accountant lead intern professor medic paramedic mechanic clerk judge vet coach founder cto ceo cfo coo
  vp head director translator writer author editor journalist researcher lecturer pharmacist dentist surgeon physician
  plumber carpenter electrician farmer soldier firefighter librarian economist statistician mathematician physicist chemist
  biologist artist musician actor photographer barista secretary assistant technician specialist officer adviser advisor
  tester developer programmer engineer devops sysadmin freelancer contractor entrepreneur retiree pensioner tutor trainer
  arzt ärztin anwalt anwältin koch köchin lehrer lehrerin student studentin studentin krankenschwester krankenpfleger
  kaufmann kauffrau hausmann hausfrau rentner rentnerin beamter beamtin professorin richter richterin polizist polizistin
  azubi auszubildender auszubildende schüler schülerin freiberufler freiberuflerin geschäftsführer geschäftsführerin
  projektleiter projektleiterin tierarzt tierärztin zahnarzt zahnärztin hebamme friseur friseurin gärtner gärtnerin klempner
  schneider schneiderin übersetzer übersetzerin dolmetscher dolmetscherin bauer bäuerin sanitäter sanitäterin notar notarin
  apotheker apothekerin optiker optikerin erzieher erzieherin therapeut therapeutin tischler tischlerin`
    .split(/\s+/)
    .filter(Boolean),
)

const ENDING =
  /(?:ineer|ologist|itect|analyst|sultant|countant|icist|ician|eloper|signer|ammer|nager|ntist|ester|tician|[a-z]{3}ator)$/
const GERMAN_ENDING =
  /(?:entwickler|entwicklerin|ingenieur|ingenieurin|leiter|leiterin|berater|beraterin|pfleger|pflegerin|lehrer|lehrerin|arzt|ärztin|anwalt|anwältin|techniker|technikerin|mechaniker|mechanikerin|händler|händlerin|setzer|setzerin|schreiner|schreinerin|bäcker|bäckerin|maler|malerin|fahrer|fahrerin|verkäufer|verkäuferin|forscher|forscherin|designer|designerin|manager|managerin|architekt|architektin|informatiker|informatikerin|administrator|administratorin|journalist|journalistin|ologe|ologin|physiker|physikerin|chemiker|chemikerin|statiker|statikerin|grafiker|grafikerin|elektroniker|elektronikerin|elektriker|elektrikerin|mechatroniker|mechatronikerin|logistiker|logistikerin|mathematiker|mathematikerin|statistiker|statistikerin|autor|autorin|redakteur|redakteurin|wirt|wirtin|meister|meisterin|assistent|assistentin|referent|referentin)$/

/** Whether a phrase names an occupation: its last word does, or the one before `of`. */
export function isOccupation(phrase: string): boolean {
  const words: string[] = phrase.toLowerCase().match(/[\p{L}-]+/gu) ?? []
  if (words.length === 0 || words.length > 6) return false
  const head = words[words.indexOf('of') > 0 ? words.indexOf('of') - 1 : words.length - 1] ?? ''
  return WORDS.has(head) || ENDING.test(head) || GERMAN_ENDING.test(head)
}
