const MB = 1024 * 1024

/** Every limit that input is checked against, in one place. Lengths are UTF-16 units unless the name says otherwise. */
export const LIMITS = {
  /** The largest number that a column of the database holds: of versions, revisions and places. */
  integer: 2_147_483_647,
  /** Body of a JSON request, unless the route has a limit of its own. */
  bodyBytes: 1 * MB,
  /** Values of a JSON body, names included. */
  bodyValues: 100_000,
  /** Fields of one object of a JSON body: one of many more takes ten times as long to hand on. */
  bodyFields: 1_000,
  /** Lists and objects of a JSON body that hold one another. */
  bodyDepth: 100,
  importBodyBytes: 32 * MB,
  importFiles: 500,
  /** For a request to arrive: its head, and all of it. */
  requestHeadSeconds: 20,
  requestSeconds: 120,
  restingConnectionSeconds: 75,

  idLength: 200,
  nameLength: 200,
  emailLength: 254,
  passwordMinLength: 10,
  passwordMaxLength: 128,
  slugLength: 60,

  /** Vectors of one model that a server Postgres looks at one by one; where there are more, it searches an index. */
  exactVectors: { chunks: 50_000, modules: 20_000 },
  /** Days that something is kept for, where it is not kept for ever. */
  retentionDays: 3_650,
  /** Rows of one page of a list. */
  pageSize: 100,
  pageSizeDefault: 50,

  /** Requests of one API key or one signed-in person. */
  requestsPerMinute: 6_000,
  signInWindowMinutes: 15,
  /** Failed sign-ins in the window: one address and e-mail together, then either alone. */
  signInFailuresPerAddressAndEmail: 10,
  signInFailuresPerAddress: 100,
  signInFailuresPerEmail: 100,

  invitationDays: 7,
  resetLinkHours: 1,
  setupTokenHours: 24,
  /** That a person owns. */
  workspacesPerPerson: 100,
  apiKeysPerWorkspace: 200,
  /** Revoked API keys that a list tells beside as many usable ones as there may be. */
  revokedApiKeysListed: 100,
  pendingInvitationsPerWorkspace: 200,

  /** What a provider may send back, in bytes: its list of models; of an error, the beginning; the vectors of one call. */
  providerListBytes: 2 * MB,
  providerErrorBytes: 256 * 1024,
  providerVectorsBytes: 16 * MB,
  /** Text of an answer, for each token that was asked for and besides. No real token is as long on average. */
  answerLengthPerToken: 16,
  answerSlackLength: 64 * 1024,
  /** Bytes that carry an answer, for each token that was asked for and besides, and in all. */
  answerBytesPerToken: 1024,
  answerSlackBytes: 1 * MB,
  answerBytes: 64 * MB,
  /** Of the tokenizer.json of a model. */
  vocabularyBytes: 64_000_000,
  /** Without a word from the model, and of an answer in all. */
  answerSilenceSeconds: 180,
  answerSeconds: 1_800,
  /** Of a call to a model that is refused before it began: how often it is made in all, the longest wait, and until when. */
  callTries: 3,
  callWaitSeconds: 30,
  callRetrySeconds: 60,
  /** How often what has come is stored while it is short; a server that has not done it for so long has died. */
  answerStoredSeconds: 2,
  answerLostSeconds: 90,
  /** That are being written for one person or key at a time. */
  runningAnswers: 20,
  /** Answers to one question that are given side by side. */
  columns: 4,

  queryLength: 100_000,
  messageLength: 1_000_000,
  /**
   * Images of a message; bytes of one and of all of a message, as they are sent: in base64, a third more; pixels of a
   * side. Providers take no larger ones.
   */
  messageImages: 5,
  imageBytes: 3.75 * MB,
  messageImageBytes: 12 * MB,
  imageSide: 8_000,
  /** Body of a request that carries images; and UTF-16 units that the messages of one hold together besides. */
  imagesBodyBytes: 17 * MB,
  saidTextLength: 1 * MB,
  /** Images, and their bytes, that one request to a model carries: those of the question and of earlier messages. */
  sentImages: 20,
  sentImageBytes: 20 * MB,
  /** UTF-16 units that what a message states can be corrected to. */
  statedFactLength: 500,
  conversationSummaryLength: 8_000,
  /** Of an answer, the tools that its model used or asked for, and UTF-16 units of the input and the output of each. */
  toolUses: 50,
  toolUseLength: 20_000,
  /** Of an answer, the sources that its model named, and UTF-16 units of the title and the address of each. */
  sources: 50,
  sourceTitleLength: 300,
  sourceAddressLength: 2_000,
  /** The latest messages of a conversation that a composition looks at, and their UTF-8 bytes. */
  historyMessages: 5_000,
  historyBytes: 8 * MB,
  /** UTF-16 units of a message that its vector is made of. */
  embeddedMessageLength: 8_000,
  /** The latest messages of a conversation that are read at once; without a number, all of them are. */
  latestMessages: 20_000,
  /** Messages that are appended at once. */
  appendedMessages: 1_000,
  titleLength: 200,
  /**
   * A file of conversations that is exported or imported: UTF-8 bytes, and those of the request that brings it, in which
   * each of its quotes and line ends takes two.
   */
  conversationFileBytes: 32 * MB,
  conversationImportBytes: 65 * MB,
  importedConversations: 5_000,
  importedMessages: 20_000,
  exportedConversations: 100,
  /** That a conversation is filed under. */
  conversationTags: 20,
  /** Tokens; no model has more. */
  contextWindow: 10_000_000,
  pinnedModules: 100,
  unfoldedSummaries: 20,
  /** What names one side of a comparison, and the lines of a difference that are told. */
  comparedSideLength: 4_000,
  comparedLines: 2_000,
  /** Of the latest compositions that many are looked at, and of their questions that many are composed with a draft. */
  effectLookedAt: 200,
  effectQuestions: 20,
  /** Differing modules of two releases that recent questions are looked up by. */
  effectModules: 200,
  paths: 100,
  profileFacts: 200,
  factLength: 2_000,
  factKeys: 50,
  /** Earlier questions that a profile keeps, the newest. */
  profileInteractions: 100,
  providersPerWorkspace: 20,
  policiesPerWorkspace: 50,
  releasesPerWorkspace: 50,
  /** Drafts of a workspace that have a release to be asked; the one that was tried longest ago makes room. */
  triedDrafts: 20,
  /** Moments of production that effects were composed for, the latest of a workspace. */
  openedMoments: 20,
  /** Modules of a moment that are curated once more as they were then. */
  momentCuration: 100,
  /** Modules that are named of those that production held once and that were deleted since. */
  goneShown: 20,
  /** Modules that a release may differ from its base by. */
  releaseEntries: 2_000,
  lockfileModules: 10_000,
  lockfileBytes: 4 * MB,
  /** Differences that are listed one by one when a lockfile is verified. */
  lockfileProblems: 200,
  /** Drafts included; a release is kept for each. */
  openChangeRequests: 100,
  changeDescriptionLength: 20_000,
  reviewCommentLength: 5_000,
  /** Edits of a change request, and of one request that changes them. */
  changeEdits: 500,
  changeEditsAtOnce: 50,
  /** From one part of a change request to the next, before it counts as broken off. */
  changeFillingMs: 60_000,
  /** Modules whose chunks a change request curates: those without another text are indexed anew while it is merged. */
  changedCurations: 50,
  /** Query sets that a change request edits, each kept twice: as it was and as it is wanted. */
  changedQuerySets: 20,
  /** Threads of a change request or of a module, comments of a thread and of a page of threads, and edits of a comment. */
  threads: 500,
  threadComments: 200,
  pageComments: 500,
  commentLength: 20_000,
  commentEdits: 50,
  /** Comments that a review sends at once. */
  reviewComments: 100,
  /** Review rules of a workspace; what one looks for, the members it names, and the approvals it wants. */
  reviewRules: 50,
  rulePatternLength: 200,
  ruleMembers: 50,
  ruleApprovals: 10,
  /** Members who are asked for a review at once. */
  askedAtOnce: 20,
  /** Open change requests that a page of those that wait for somebody’s review looks at. */
  waitingReviews: 20,
  /** Lines kept before and after the line that a thread is about, and of each line that many UTF-16 units. */
  anchorLines: 3,
  anchorLineLength: 2_000,
  /** Of a composed context that a thread stands on. */
  threadQuoteLength: 5_000,
  /** That a member's inbox keeps, the newest. */
  notifications: 500,
  /** What the inbox quotes of a comment. */
  inboxQuoteLength: 300,
  /** How often a mail is tried, over a day or so, and what it quotes of a comment. */
  mailTries: 9,
  mailQuoteLength: 2_000,
  /** What a day's mail tells at most, and quotes of each comment. */
  digestItems: 50,
  digestQuoteLength: 300,
  providerModels: 100,
  /** Days in which a deleted conversation can be brought back. */
  conversationUndoDays: 7,
  /** A temporary conversation that nobody has written in for so long is deleted. */
  temporaryConversationHours: 12,

  /** Body of a request that carries one module: its file with what JSON escapes. */
  moduleBodyBytes: 12 * MB,
  /** UTF-8 bytes of one module file, and of its front matter. */
  moduleBytes: 5 * MB,
  /** Chunks of one module: a text of the largest size has fewer, unless most of it is headings. */
  moduleChunks: 20_000,
  frontMatterBytes: 64 * 1024,
  frontMatterDepth: 16,
  descriptionLength: 8_000,
  usageScopeLength: 8_000,
  tagCount: 50,
  tagLength: 100,
  dependencyCount: 200,
  ruleCount: 100,
  publishMessageLength: 2_000,
  pathLength: 1_024,
  /** Bytes that the zips of one import may inflate to. */
  importInflatedBytes: 64 * MB,
  /** A zip that the browser opens and sends in batches: its bytes, and the files in it that modules are made of. */
  importArchiveBytes: 1024 * MB,
  importArchiveFiles: 50_000,
  bulkModules: 1_000,
  /** Time that the work on one text may take in a thread, and what is added for each megabyte of it. */
  textDeadlineMs: 15_000,
  textDeadlineMsPerMegabyte: 10_000,
  /** Memory of a thread that works on texts: what takes more is given up. */
  textThreadMegabytes: 1_024,
  /** Texts that wait for a thread, of all workspaces. */
  waitingTexts: 2_000,
  /** Changes of modules that wait to be stored, of all workspaces. */
  waitingStores: 500,
  /** Curated chunks of a module; what is added to one of them, and the text it is anchored to. */
  overlayEntries: 500,
  chunkKeywords: 30,
  chunkQuestions: 20,
  chunkQuestionLength: 300,
  chunkTextLength: 100_000,
  /** How much of a body the cleaner's preview shows, UTF-16 units; its counts are of all of it. */
  cleanerPreviewLength: 20_000,
  searchResults: 100,
  /** Of a whole module among the candidates of a search, UTF-16 units. */
  moduleExcerpt: 2_000,
  /** Modules that a search names although it never finds them. */
  leftOutModules: 5,
  /** Of its module's vector in a chunk's: with more, the chunks of a module could hardly be told apart. */
  parentShare: 0.5,
  /** Of a module whose chunks are pooled from its tokens, some 50,000 of them. */
  lateChunkingLength: 200_000,

  /** Days of calls to models that are added up at once, and groups that are told apart; the rest is added up. */
  usageDays: 366,
  usageGroups: 500,
  /** Calls whose contexts are looked at for what modules took, the latest. */
  moduleUsageCalls: 1_000,
  /** Calls of a conversation that are told one by one, the latest. */
  usageTurns: 500,
  /** Of the latest compositions that many are looked at for an insight. */
  insightContexts: 1_000,
  /** The newest change requests that an insight looks at. */
  insightRequests: 500,
  /** Contexts of a conversation that its budget is drawn of, the latest. */
  budgetTurns: 200,
  /** Answers of a conversation whose cached tokens are told one by one, the latest. */
  cacheTurns: 500,
  /** What a change breaks in caches: contexts of these days that are looked at, the latest, and different prefixes of them. */
  prefixDays: 7,
  prefixesLookedAt: 5_000,
  prefixesRead: 50,
  /** The most that a limit of usage can be set to. */
  usageLimitTokens: 2_000_000_000,
  usageLimitUsd: 1_000_000,

  queryTemplatesPerWorkspace: 500,
  /** A pattern of questions that is composed ahead: how often it was asked at least; and how many questions are at most. */
  commonPattern: { timesAsked: 5, questions: 10 },
  templateLength: 2_000,

  querySetsPerWorkspace: 100,
  /** Days in which a deleted one can be brought back. */
  querySetUndoDays: 7,
  queriesPerSet: 500,
  checksPerQuery: 20,
  labelsPerQuery: 50,
  /** Characters of a passage that a label names, and headings that it stands under. */
  labelledPassageLength: 5_000,
  labelledHeadings: 20,
  checkedQueryLength: 10_000,
  checkedTurns: 100,
  /** Heading or text that a check looks for. */
  checkTextLength: 1_000,
  /** UTF-8 bytes of the file of a query set, and of its queries as JSON. */
  querySetBytes: 1 * MB,
  /** Runs that a query set keeps of each release, the newest, so that a busy one drives out no other's. */
  runsPerRelease: 50,
  /** Runs that it keeps of all releases together, the newest ones of each first. */
  runsPerQuerySet: 1_000,
  /** Contexts composed without a module, and ablations that a query set keeps, the newest. */
  ablationContexts: 5_000,
  ablationsPerQuerySet: 5,
  /** Queries of a set that are answered before and after, and such comparisons that it keeps, the newest. */
  comparedAnswers: 50,
  answerComparisonsPerQuerySet: 5,
  /** An answer that is compared: tokens, and seconds that it may take. */
  comparedAnswerTokens: 1_000,
  comparedAnswerSeconds: 120,
  /** How often a judge is asked about two answers. */
  judgeRepeats: 5,
  /** A request goes on with a run for so long; at least one query is done in it. */
  checkSliceMs: 2_000,
  /** A run begins anew when the library changes meanwhile, so often. */
  checkRestarts: 3,
  /** A merge runs required query sets that were not run at its state, all of them within so long. */
  mergeChecksMs: 60_000,

  /** Bytes that have to be free on the disk of the embedded database, else nothing is written. */
  diskReserveBytes: 200 * MB,
} as const
