/** The four subjects of the multilingual library in further languages: subject, text, and queries by other forms of its words. */
export const MORE_LANGUAGES: Record<string, [subject: string, text: string, ...queries: string[]][]> = {
  nl: [
    [
      'refunds',
      'Een klant vraagt binnen dertig dagen om terugbetaling. Wij controleren de factuur en storten het bedrag terug op de rekening.',
      'facturen controleren',
    ],
    [
      'passwords',
      'Wie zijn wachtwoord is vergeten, krijgt een koppeling per mail. Die verloopt na een uur en werkt maar één keer.',
      'vergeten wachtwoorden',
    ],
    [
      'backups',
      'De gegevensbank wordt elke nacht veiliggesteld. Een herstelde kopie wordt getest voordat zij in gebruik gaat.',
      'herstelde kopieën testen',
    ],
    [
      'deliveries',
      'Een vertraagd pakket wordt bij de vervoerder opgespoord. De ontvanger hoort wanneer het aankomt.',
      'Wat gebeurt er met vertraagde pakketten?',
    ],
  ],
  sv: [
    [
      'refunds',
      'En kund begär återbetalning inom trettio dagar. Vi granskar fakturan och för över pengarna till kontot.',
      'granska fakturor',
    ],
    [
      'passwords',
      'Den som har glömt sitt lösenord får en länk med e-post. Länken upphör efter en timme och gäller en enda gång.',
      'glömda lösenord',
    ],
    [
      'backups',
      'Databasen säkerhetskopieras varje natt. En återställd kopia provas innan den tas i drift.',
      'prova återställda kopior',
    ],
    [
      'deliveries',
      'Ett försenat paket efterlyses hos speditören. Mottagaren får veta den nya dagen för leverans.',
      'försenade paketet',
    ],
  ],
  da: [
    [
      'refunds',
      'En kunde beder om refusion inden tredive dage. Vi gennemgår fakturaen og overfører beløbet til kontoen.',
      'gennemgå fakturaer',
    ],
    [
      'passwords',
      'Den, der har glemt sin adgangskode, modtager et link pr. mail. Linket udløber efter en time og virker kun én gang.',
      'glemte adgangskoder',
    ],
    [
      'backups',
      'Databasen sikkerhedskopieres hver nat. En gendannet kopi afprøves, før den sættes i drift.',
      'gendannede kopier',
    ],
    [
      'deliveries',
      'En forsinket pakke eftersøges hos fragtmanden. Modtageren får besked om den nye dato.',
      'forsinkede pakker',
    ],
  ],
  fi: [
    [
      'refunds',
      'Asiakas pyytää hyvitystä kolmenkymmenen päivän kuluessa. Tarkistamme laskun ja palautamme rahat kortille.',
      'laskujen tarkistaminen',
    ],
    [
      'passwords',
      'Salasanansa unohtanut saa linkin sähköpostiin. Linkki vanhenee tunnissa ja toimii vain kerran.',
      'unohtuneet salasanat',
    ],
    [
      'backups',
      'Tietokanta varmuuskopioidaan joka yö. Palautettu kopio testataan ennen käyttöönottoa.',
      'kopioiden testaaminen tietokannasta',
    ],
    [
      'deliveries',
      'Myöhästynyt paketti etsitään kuljetusliikkeestä. Vastaanottaja kuulee uuden saapumispäivän.',
      'myöhästyneet paketit',
    ],
  ],
  tr: [
    [
      'refunds',
      'Müşteri otuz gün içinde iade ister. Faturayı kontrol eder ve parayı karta geri göndeririz.',
      'faturalar ve iadeler',
    ],
    [
      'passwords',
      'Parolasını unutan kişi e-posta ile bir bağlantı alır. Bağlantının süresi bir saatte dolar ve yalnızca bir kez çalışır.',
      'unutulan parolalar',
    ],
    [
      'backups',
      'Veritabanı her gece yedeklenir. Geri yüklenen yedek, kullanıma girmeden bir kopya üzerinde denenir.',
      'yedekleri denemek',
    ],
    ['deliveries', 'Geciken paket kargo şirketinde aranır. Alıcı yeni varış tarihini öğrenir.', 'geciken paketler'],
  ],
  pl: [
    [
      'refunds',
      'Klient prosi o zwrot pieniędzy w ciągu trzydziestu dni. Sprawdzamy fakturę i oddajemy kwotę na kartę.',
      'zwrot na kartę',
    ],
    [
      'passwords',
      'Kto zapomniał hasła, dostaje odnośnik pocztą. Wygasa on po godzinie i działa tylko raz.',
      'kto zapomniał hasła?',
    ],
    [
      'backups',
      'Baza danych jest zapisywana każdej nocy. Przywrócona kopia jest sprawdzana przed uruchomieniem.',
      'kopia bazy danych w nocy',
    ],
    [
      'deliveries',
      'Opóźniona paczka jest szukana u przewoźnika. Odbiorca poznaje nową datę przybycia.',
      'gdzie jest opóźniona paczka',
    ],
  ],
  uk: [
    [
      'refunds',
      'Покупець просить повернути кошти протягом тридцяти днів. Ми перевіряємо рахунок і повертаємо гроші на картку.',
      'як повернути кошти на картку',
    ],
    [
      'passwords',
      'Той, хто забув пароль, отримує посилання поштою. Воно діє одну годину і лише один раз.',
      'я забув пароль, що робити',
    ],
    [
      'backups',
      'Базу даних зберігають щоночі. Відновлену копію випробовують, перш ніж її запустити.',
      'чи випробовують відновлену копію',
    ],
    [
      'deliveries',
      'Посилку, що запізнюється, шукають у перевізника. Одержувач дізнається нову дату прибуття.',
      'хто шукає посилку у перевізника',
    ],
  ],
  el: [
    [
      'refunds',
      'Ο πελάτης ζητά επιστροφή χρημάτων μέσα σε τριάντα ημέρες. Ελέγχουμε το τιμολόγιο και επιστρέφουμε το ποσό στην κάρτα.',
      'πώς γίνεται η επιστροφή χρημάτων',
    ],
    [
      'passwords',
      'Όποιος ξέχασε τον κωδικό παίρνει έναν σύνδεσμο με μήνυμα. Ισχύει μία ώρα και μόνο μία φορά.',
      'ξέχασε κάποιος τον κωδικό',
    ],
    [
      'backups',
      'Η βάση δεδομένων αντιγράφεται κάθε νύχτα. Το αντίγραφο δοκιμάζεται πριν τεθεί σε λειτουργία.',
      'πότε δοκιμάζεται το αντίγραφο;',
    ],
    [
      'deliveries',
      'Ένα δέμα που καθυστερεί αναζητείται στον μεταφορέα. Ο παραλήπτης μαθαίνει τη νέα ημερομηνία.',
      'δέμα που καθυστερεί',
    ],
  ],
  ko: [
    [
      'refunds',
      '고객은 삼십 일 안에 환불을 신청합니다. 청구서를 확인하고 카드로 금액을 돌려드립니다.',
      '환불은 어떻게 신청하나요',
    ],
    [
      'passwords',
      '비밀번호를 잊은 사람은 메일로 링크를 받습니다. 링크는 한 시간 뒤에 만료되고 한 번만 쓸 수 있습니다.',
      '비밀번호를 잊었어요',
    ],
    [
      'backups',
      '데이터베이스는 매일 밤 백업됩니다. 복원한 백업은 운영에 쓰기 전에 시험합니다.',
      '백업을 복원하는 방법',
    ],
    [
      'deliveries',
      '배송이 늦어진 소포는 운송사에서 추적합니다. 받는 사람에게 새 도착 날짜를 알립니다.',
      '소포 배송 추적',
    ],
  ],
  ar: [
    [
      'refunds',
      'يطلب العميل استرداد المبلغ خلال ثلاثين يوما. نراجع الفاتورة ونعيد المال إلى البطاقة.',
      'استرداد مبلغ الفواتير',
    ],
    [
      'passwords',
      'من نسي كلمة المرور يتلقى رابطا بالبريد. ينتهي الرابط بعد ساعة ويعمل مرة واحدة فقط.',
      'نسيت كلمة المرور',
    ],
    ['backups', 'تحفظ قاعدة البيانات كل ليلة. تختبر النسخة المستعادة قبل تشغيلها.', 'اختبار النسخة المستعادة'],
    ['deliveries', 'يبحث عن الطرد المتأخر لدى شركة النقل. يعرف المستلم تاريخ الوصول الجديد.', 'طرد متأخر لدى النقل'],
  ],
}
