/**
 * What a question in a script without spaces is made with and is not about, by script. Longer ones are taken before shorter
 * ones. A speaker of the language should be able to read a line and agree.
 */

/** Chinese, simplified and traditional: question words, particles, politeness, pronouns. */
export const CHINESE_PHRASES =
  '为什么 為什麼 为何 為何 怎么样 怎麼樣 怎么办 怎麼辦 怎么 怎麼 怎样 怎樣 如何 什么 什麼 哪些 哪个 哪個 哪里 哪裡 哪儿 多少 是否 能否 可否 可以 请问 請問 请 請 有没有 有沒有 有哪些 一下 我们 我們 你们 你們 您 我 你 吗 嗎 呢 吧 的 了 是'.split(
    ' ',
  )

/** Words that hold one of these letters and keep it. */
export const CHINESE_WORDS =
  '目的 标的 標的 了解 为了 為了 除了 自我 是非 请求 請求 申请 申請 邀请 邀請 请假 請假 聘请'.split(' ')

/** Japanese in kana: question words, particles, endings of verbs and of politeness. */
export const JAPANESE_PHRASES =
  'なぜ どうして どのくらい どれくらい どれだけ くらい ぐらい どうやって どうすれば どうすると どのように どのような どう どの どれ どこ どんな いつ だれ いくつ いくら なに なん でしょうか のでしょうか ですか のですか んですか ますか ましたか ませんか ありますか ありません できますか できます ください くださいませんか でした です ます ました ません ましょう いいですか いい とは について に関する に対する における によって という といった ために ための ため ところ こと もの とき から まで より ので のに けど する します しました した して している しています された される されます いる います ある あります なる なります れば たら ても ては には では への との のは のが のを のも は が を に へ と で も の や か ね よ な'.split(
    ' ',
  )

/** Korean: question words and endings, each a word of its own or the end of one. */
export const KOREAN_PHRASES =
  '무엇인가요 무엇을 무엇 어떻게 어디에서 어디서 어디 언제 누가 누구 왜 입니까 습니까 합니까 됩니까 인가요 한가요 하나요 되나요 있나요 나요 합니다 됩니다 입니다 습니다 주세요'.split(
    ' ',
  )
