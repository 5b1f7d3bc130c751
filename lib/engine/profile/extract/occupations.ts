const MAX_WORDS = 6

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

/** Whether a phrase names an occupation in English or German: its last word does, or the one before `of`. */
export function isGermanicOccupation(phrase: string): boolean {
  const words = wordsOf(phrase)
  if (words.length === 0 || words.length > MAX_WORDS) return false
  const head = words[words.indexOf('of') > 0 ? words.indexOf('of') - 1 : words.length - 1] ?? ''
  return WORDS.has(head) || ENDING.test(head) || GERMAN_ENDING.test(head)
}

const ROMANCE = new Set(
  `infirmier infirmière médecin chirurgien chirurgienne pharmacien pharmacienne sage-femme vétérinaire dentiste kiné
  ingénieur ingénieure développeur développeuse programmeur programmeuse concepteur conceptrice chercheur chercheuse
  professeur professeure prof enseignant enseignante instituteur institutrice étudiant étudiante lycéen lycéenne élève
  formateur formatrice avocat avocate juriste notaire juge greffier greffière comptable caissier caissière banquier banquière
  vendeur vendeuse serveur serveuse coiffeur coiffeuse chauffeur chauffeuse livreur livreuse monteur monteuse menuisier
  menuisière charpentier charpentière boulanger boulangère pâtissier pâtissière boucher bouchère cuisinier cuisinière
  jardinier jardinière policier policière pompier pompière gendarme militaire plombier plombière maçon maçonne peintre
  couvreur soudeur soudeuse ouvrier ouvrière agriculteur agricultrice éleveur éleveuse fermier fermière viticulteur
  architecte urbaniste géomètre graphiste journaliste photographe musicien musicienne artiste écrivain écrivaine auteure
  bibliothécaire secrétaire assistant assistante gestionnaire consultant consultante conseiller conseillère chef cheffe
  directeur directrice gérant gérante entrepreneur entrepreneuse indépendant indépendante
  freelance retraité retraitée apprenti apprentie stagiaire analyste économiste statisticien statisticienne mathématicien
  mathématicienne informaticien informaticienne physicien physicienne chimiste biologiste psychologue sociologue géologue
  testeur testeuse administrateur administratrice designer manager électricien électricienne mécanicien
  mécanicienne technicien technicienne opticien opticienne esthéticienne pilote conducteur conductrice logisticien
  logisticienne acheteur acheteuse commercial commerciale courtier courtière ergothérapeute orthophoniste thérapeute fleuriste
  enfermero enfermera médico médica cirujano cirujana farmacéutico farmacéutica veterinario veterinaria dentista matrona
  ingeniero ingeniera desarrollador desarrolladora programador programadora diseñador diseñadora investigador investigadora
  profesor profesora maestro maestra docente estudiante alumno alumna formador formadora abogado abogada jurista notario
  notaria juez jueza contable contador contadora cajero cajera banquero banquera vendedor vendedora camarero camarera mesero
  mesera cocinero cocinera panadero panadera pastelero pastelera carnicero carnicera peluquero peluquera conductor conductora
  chófer repartidor repartidora carpintero carpintera jardinero jardinera policía bombero bombera militar fontanero fontanera
  plomero plomera albañil pintor pintora soldador soldadora obrero obrera agricultor agricultora ganadero ganadera granjero
  granjera arquitecto arquitecta urbanista periodista fotógrafo fotógrafa músico música artista escritor escritora
  bibliotecario bibliotecaria secretario secretaria asistente ayudante gestor gestora consultor consultora asesor asesora jefe
  jefa director directora gerente empresario empresaria emprendedor emprendedora autónomo
  autónoma freelance jubilado jubilada aprendiz becario becaria analista economista estadístico estadística matemático
  matemática informático informática físico física químico química biólogo bióloga psicólogo psicóloga sociólogo socióloga
  geólogo geóloga tester administrador administradora administrativo administrativa electricista mecánico mecánica técnico
  técnica óptico óptica piloto comprador compradora comercial recepcionista taxista traductor traductora intérprete redactor
  redactora editor editora fisioterapeuta terapeuta logopeda florista zapatero zapatera sastre modista cartero cartera cto ceo
  cfo coo devops sysadmin`
    .split(/\s+/)
    .filter(Boolean),
)
/** Say what of: alone they name nobody. */
const IN_CHARGE = /^(?:responsable|chargée?|encargad[oa])$/
/** French words for who does something; `amateur` does nothing for a living. */
const FRENCH_ENDING = /(?<!^ama)(?:teur|trice|ticien|ticienne|ologue)$/

/** The same in French or Spanish, where the first word does. */
export function isRomanceOccupation(phrase: string): boolean {
  const words = wordsOf(phrase)
  const [head = ''] = words
  return (
    words.length <= MAX_WORDS &&
    (ROMANCE.has(head) || FRENCH_ENDING.test(head) || (words.length > 1 && IN_CHARGE.test(head)))
  )
}

function wordsOf(phrase: string): string[] {
  return phrase.toLowerCase().match(/[\p{L}-]+/gu) ?? []
}
