import type { ModuleSnapshot } from '../vocabulary/types'
import { sampleModule } from './samples.fixture'

/** One subject per line: id, then the text. The same four subjects in each language, so that only the words tell. */
const TEXTS: Record<string, [subject: string, text: string][]> = {
  en: [
    [
      'refunds',
      'A customer asks for a refund within thirty days. We check the invoice and return the money to the card.',
    ],
    [
      'passwords',
      'Whoever has forgotten a password gets a link by mail. It expires after an hour and works only once.',
    ],
    ['backups', 'The database is backed up every night. A restored backup is tested on a copy before it goes live.'],
    [
      'deliveries',
      'A parcel that is delayed is traced with the carrier. The recipient hears about the new date of arrival.',
    ],
  ],
  de: [
    [
      'refunds',
      'Die Rückerstattung wird innerhalb von dreißig Tagen beantragt. Wir prüfen die Rechnung und überweisen den Betrag auf das Konto zurück.',
    ],
    [
      'passwords',
      'Wer sein Passwort vergessen hat, bekommt einen Link per Mail. Der Link läuft nach einer Stunde ab und gilt nur einmal.',
    ],
    [
      'backups',
      'Die Datenbank wird jede Nacht gesichert. Eine wiederhergestellte Sicherung wird auf einer Kopie geprüft, bevor sie live geht. Im Cluster laufen zwei Deployments.',
    ],
    [
      'deliveries',
      'Eine verspätete Lieferung wird beim Spediteur nachverfolgt. Der Empfänger erfährt, wann das Paket nun eintrifft.',
    ],
  ],
  fr: [
    [
      'refunds',
      "Le remboursement est demandé dans les trente jours. Nous vérifions la facture et l'argent est rendu sur la carte du client.",
    ],
    [
      'passwords',
      "Une personne qui a oublié son mot de passe reçoit un lien par courriel. Le lien expire au bout d'une heure et ne sert qu'une fois.",
    ],
    [
      'backups',
      'La base de données est sauvegardée chaque nuit. Une copie restaurée est vérifiée avant la mise en service.',
    ],
    [
      'deliveries',
      "Un colis retardé est recherché auprès du transporteur. Le destinataire est averti de la nouvelle date d'arrivée.",
    ],
  ],
  es: [
    [
      'refunds',
      'El reembolso se solicita en un plazo de treinta días. Revisamos la factura y devolvemos el dinero a la tarjeta del cliente.',
    ],
    [
      'passwords',
      'Quien ha olvidado su contraseña recibe un enlace por correo. El enlace caduca al cabo de una hora y sirve una sola vez.',
    ],
    [
      'backups',
      'La base de datos se respalda todas las noches. Una copia restaurada se comprueba antes de ponerla en marcha.',
    ],
    [
      'deliveries',
      'Un paquete retrasado se busca con el transportista. El destinatario es avisado de la nueva fecha de llegada.',
    ],
  ],
  it: [
    [
      'refunds',
      'Il rimborso viene richiesto entro trenta giorni. Controlliamo la fattura e restituiamo il denaro sulla carta del cliente.',
    ],
    [
      'passwords',
      "Chi ha dimenticato la parola chiave riceve un collegamento per posta. Il collegamento scade dopo un'ora e vale una volta sola.",
    ],
    [
      'backups',
      'La banca dati viene salvata ogni notte. Una copia ripristinata viene verificata prima di andare in esercizio.',
    ],
    [
      'deliveries',
      "Un pacco in ritardo viene rintracciato presso il corriere. Il destinatario viene informato della nuova data d'arrivo.",
    ],
  ],
  pt: [
    [
      'refunds',
      'O reembolso é solicitado no prazo de trinta dias. Verificamos a fatura e devolvemos o dinheiro ao cartão do cliente.',
    ],
    [
      'passwords',
      'Quem esqueceu a senha recebe uma ligação por correio. A ligação expira ao fim de uma hora e só funciona uma vez.',
    ],
    [
      'backups',
      'O banco de dados é copiado todas as noites. Uma cópia restaurada é testada antes de entrar em serviço.',
    ],
    [
      'deliveries',
      'Uma encomenda atrasada é localizada junto da transportadora. O destinatário é avisado da nova data de chegada.',
    ],
  ],
  ru: [
    [
      'refunds',
      'Возврат средств запрашивается в течение тридцати дней. Мы проверяем счёт и возвращаем деньги на карту покупателя.',
    ],
    [
      'passwords',
      'Пользователь, который забыл пароль, получает ссылку по почте. Ссылка действует один час и только один раз.',
    ],
    ['backups', 'Резервная копия базы данных создаётся каждую ночь. Восстановленная копия проверяется перед запуском.'],
    ['deliveries', 'Задержанная посылка разыскивается у перевозчика. Получатель узнаёт о новой дате прибытия.'],
  ],
  ja: [
    ['refunds', '返金は三十日以内に申請してください。請求書を確認し、お客様のカードに代金を戻します。'],
    ['passwords', 'パスワードを忘れた方にはメールでリンクを送ります。リンクは一時間で失効し、一度だけ使えます。'],
    ['backups', 'データベースは毎晩バックアップされます。復元したデータは本番に移す前に検証します。'],
    ['deliveries', '配送が遅れた荷物は運送会社に追跡を依頼します。受取人に新しい到着予定日を知らせます。'],
  ],
  zh: [
    ['refunds', '客户可以在三十天内申请退款。我们核对发票，然后把钱退回客户的银行卡。'],
    ['passwords', '忘记密码的用户会收到一封带链接的邮件。链接一小时后失效，只能使用一次。'],
    ['backups', '数据库每天夜里进行备份。恢复的备份先在副本上测试，再正式上线。'],
    ['deliveries', '延误的包裹由承运公司追踪。收件人会得知新的到达日期。'],
  ],
}

/** Short texts about the same four subjects, in nine languages. */
export const MULTILINGUAL_LIBRARY: ModuleSnapshot[] = Object.entries(TEXTS).flatMap(([language, texts]) =>
  texts.map(([subject, body]) =>
    sampleModule({
      moduleId: `${language}-${subject}`,
      name: `${language} ${texts.findIndex(([each]) => each === subject) + 1}`,
      body,
    }),
  ),
)

/** Queries whose words the text has in other forms, with the module that answers, and why it is the one. */
export const MULTILINGUAL_QUERIES: { query: string; expected: string; because: string }[] = [
  { query: 'refunding invoices', expected: 'en-refunds', because: 'refund, invoice' },
  { query: 'How are backups tested?', expected: 'en-backups', because: 'backup, tested' },
  { query: 'links that expired', expected: 'en-passwords', because: 'link, expires' },
  { query: 'delaying parcels', expected: 'en-deliveries', because: 'delayed, parcel' },
  { query: 'Rückerstattungen beantragen', expected: 'de-refunds', because: 'Rückerstattung, beantragt' },
  { query: 'Welche Rechnungen prüft ihr?', expected: 'de-refunds', because: 'Rechnung, prüfen' },
  { query: 'verspätete Lieferungen', expected: 'de-deliveries', because: 'Lieferung' },
  { query: 'vergessene Passwörter', expected: 'de-passwords', because: 'vergessen, Passwort' },
  { query: 'Datenbanken sichern', expected: 'de-backups', because: 'Datenbank, gesichert' },
  { query: 'deployment', expected: 'de-backups', because: 'an English word in a German text, in the plural' },
  { query: 'demander des remboursements', expected: 'fr-refunds', because: 'remboursement, demandé' },
  { query: 'cartes et factures', expected: 'fr-refunds', because: 'carte, facture' },
  { query: 'sauvegarder les bases', expected: 'fr-backups', because: 'base, sauvegardée' },
  { query: 'Que faire des colis retardés ?', expected: 'fr-deliveries', because: 'colis, retardé' },
  { query: 'liens expirés', expected: 'fr-passwords', because: 'lien, expire' },
  { query: 'solicitar reembolsos', expected: 'es-refunds', because: 'reembolso, solicita' },
  { query: 'contraseñas olvidadas', expected: 'es-passwords', because: 'contraseña, olvidado' },
  { query: 'paquetes retrasados', expected: 'es-deliveries', because: 'paquete, retrasado' },
  { query: 'respaldar las bases', expected: 'es-backups', because: 'respalda, base' },
  { query: 'richiedere rimborsi', expected: 'it-refunds', because: 'rimborso' },
  { query: 'le fatture controllate', expected: 'it-refunds', because: 'fattura, controlliamo' },
  { query: 'copie ripristinate', expected: 'it-backups', because: 'copia, ripristinata' },
  { query: 'collegamenti scaduti', expected: 'it-passwords', because: 'collegamento' },
  { query: 'solicitar reembolsos de faturas', expected: 'pt-refunds', because: 'fatura, which Spanish does not have' },
  { query: 'encomendas atrasadas', expected: 'pt-deliveries', because: 'encomenda, atrasada' },
  { query: 'senhas esquecidas', expected: 'pt-passwords', because: 'senha' },
  { query: 'возвраты средств', expected: 'ru-refunds', because: 'возврат' },
  { query: 'забытые пароли', expected: 'ru-passwords', because: 'пароль' },
  { query: 'задержанные посылки', expected: 'ru-deliveries', because: 'задержанная, посылка' },
  { query: 'резервные копии', expected: 'ru-backups', because: 'резервная копия' },
  { query: '返金の申請方法', expected: 'ja-refunds', because: '返金, 申請' },
  { query: 'パスワードを忘れました', expected: 'ja-passwords', because: 'パスワード, 忘れ' },
  { query: '荷物の配送が遅い', expected: 'ja-deliveries', because: '荷物, 配送' },
  { query: 'バックアップの復元', expected: 'ja-backups', because: 'バックアップ, 復元' },
  { query: '如何申请退款', expected: 'zh-refunds', because: '申请, 退款' },
  { query: '密码忘了怎么办', expected: 'zh-passwords', because: '密码' },
  { query: '包裹延误', expected: 'zh-deliveries', because: '包裹, 延误' },
  { query: '测试数据库的备份', expected: 'zh-backups', because: '数据库, 备份, 测试' },
]
