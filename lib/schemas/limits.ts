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
  /** Within which the head of a request has to arrive. */
  requestHeadSeconds: 20,
  /** Within which all of a request has to arrive. */
  requestSeconds: 120,
  /** After which a connection that carries no request is closed. */
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
  /** Workspaces that a person owns. */
  workspacesPerPerson: 100,
  apiKeysPerWorkspace: 200,
  /** Revoked API keys that a list tells beside as many usable ones as there may be. */
  revokedApiKeysListed: 100,
  pendingInvitationsPerWorkspace: 200,

  /** A provider's list of models. */
  providerListBytes: 2 * MB,
  /** What is read of a provider's error, from its beginning. */
  providerErrorBytes: 256 * 1024,
  /** The vectors that a provider sends for one call. */
  providerVectorsBytes: 16 * MB,
  /** Text of an answer, for each token that was asked for and besides. No real token is as long on average. */
  answerLengthPerToken: 16,
  answerSlackLength: 64 * 1024,
  /** Bytes that carry an answer, for each token that was asked for and besides, and in all. */
  answerBytesPerToken: 1024,
  answerSlackBytes: 1 * MB,
  answerBytes: 64 * MB,
  /** The tokenizer.json of a model. */
  vocabularyBytes: 64_000_000,
  /** For which a model may be silent while it answers. */
  answerSilenceSeconds: 180,
  /** That an answer may take in all. */
  answerSeconds: 1_800,
  /** How often a call to a model is made that is refused before it began. */
  callTries: 3,
  /** The longest wait between two of these tries. */
  callWaitSeconds: 30,
  /** After which such a call is not tried again. */
  callRetrySeconds: 60,
  /** After which what has come of an answer is stored; a longer answer is stored more seldom. */
  answerStoredSeconds: 2,
  /** After which an answer of which nothing more was stored is taken for lost: its server has died. */
  answerLostSeconds: 90,
  /** Answers that are being written for one person or key at a time. */
  runningAnswers: 20,
  /** Answers to one question that are given side by side. */
  columns: 4,

  queryLength: 100_000,
  messageLength: 1_000_000,
  /** Images of one message. */
  messageImages: 5,
  /** One image; in base64, as it is sent, it takes a third more. Providers take no larger one. */
  imageBytes: 3.75 * MB,
  /** All images of a message. */
  messageImageBytes: 12 * MB,
  /** Pixels of an image's longer side. Providers take no larger one. */
  imageSide: 8_000,
  /** Body of a request that carries images. */
  imagesBodyBytes: 17 * MB,
  /** Text that the messages of such a request hold together. */
  saidTextLength: 1 * MB,
  /** Images that one request to a model carries: those of the question and of earlier messages. */
  sentImages: 20,
  /** Those images together. */
  sentImageBytes: 20 * MB,
  /** UTF-16 units that what a message states can be corrected to. */
  statedFactLength: 500,
  conversationSummaryLength: 8_000,
  /** Tools that a model used or asked for in one answer. */
  toolUses: 50,
  /** The input of one such use, and its output. */
  toolUseLength: 20_000,
  /** Sources that a model named for one answer. */
  sources: 50,
  sourceTitleLength: 300,
  sourceAddressLength: 2_000,
  /** Messages of a conversation that a composition looks at, the latest. */
  historyMessages: 5_000,
  /** UTF-8 bytes of the messages that a composition looks at, the latest. */
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
  /** Tags that a conversation is filed under. */
  conversationTags: 20,
  /** Tokens that a model reads and writes at most; none has more. */
  contextWindow: 10_000_000,
  pinnedModules: 100,
  unfoldedSummaries: 20,
  /** The text that names one side of a comparison. */
  comparedSideLength: 4_000,
  /** Lines of a difference that are told. */
  comparedLines: 2_000,
  /** Compositions that are looked at for the effect of a draft, the latest. */
  effectLookedAt: 200,
  /** Questions of those that are composed with the draft. */
  effectQuestions: 20,
  /** Differing modules of two releases that recent questions are looked up by. */
  effectModules: 200,
  /** Files that a question says it is about. */
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
  /** Edits that a change request holds. */
  changeEdits: 500,
  /** Warnings that a change request tells one by one. */
  changeWarnings: 100,
  /** Edits of a change request that are changed at once. */
  changeEditsAtOnce: 50,
  /** From one part of a change request to the next, before it counts as broken off. */
  changeFillingMs: 60_000,
  /** Modules whose chunks a change request curates: those without another text are indexed anew while it is merged. */
  changedCurations: 50,
  /** Query sets that a change request edits, each kept twice: as it was and as it is wanted. */
  changedQuerySets: 20,
  /** Threads of comments on a change request or a module. */
  threads: 500,
  /** Comments of one thread. */
  threadComments: 200,
  /** Comments of the threads that one page of a list holds. */
  pageComments: 500,
  commentLength: 20_000,
  /** Times that a comment can be edited. */
  commentEdits: 50,
  /** Comments that a review sends at once. */
  reviewComments: 100,
  /** Review rules of a workspace. */
  reviewRules: 50,
  /** What a review rule looks for. */
  rulePatternLength: 200,
  /** Members that a review rule names. */
  ruleMembers: 50,
  /** Approvals that a review rule wants. */
  ruleApprovals: 10,
  /** Members who are asked for a review at once. */
  askedAtOnce: 20,
  /** Open change requests that a page of those that wait for somebody’s review looks at. */
  waitingReviews: 20,
  /** Lines that are kept before the line that a thread is about, and as many after it. */
  anchorLines: 3,
  /** What is kept of such a line. */
  anchorLineLength: 2_000,
  /** What a thread quotes of the composed context that it stands on. */
  threadQuoteLength: 5_000,
  /** Notifications that a member's inbox keeps, the newest. */
  notifications: 500,
  /** What the inbox quotes of a comment. */
  inboxQuoteLength: 300,
  /** How often a mail is tried, over a day or so. */
  mailTries: 9,
  /** What a mail quotes of a comment. */
  mailQuoteLength: 2_000,
  /** Things that a day's mail tells. */
  digestItems: 50,
  /** What a day's mail quotes of each comment. */
  digestQuoteLength: 300,
  providerModels: 100,
  /** Days in which a deleted conversation can be brought back. */
  conversationUndoDays: 7,
  /** A temporary conversation that nobody has written in for so long is deleted. */
  temporaryConversationHours: 12,

  /** Body of a request that carries one module: its file with what JSON escapes. */
  moduleBodyBytes: 12 * MB,
  /** UTF-8 bytes of one module file. */
  moduleBytes: 5 * MB,
  /** Chunks of one module: a text of the largest size has fewer, unless most of it is headings. */
  moduleChunks: 20_000,
  /** UTF-8 bytes of a module's front matter. */
  frontMatterBytes: 64 * 1024,
  /** Lists and objects of front matter that hold one another. */
  frontMatterDepth: 16,
  descriptionLength: 8_000,
  usageScopeLength: 8_000,
  tagCount: 50,
  tagLength: 100,
  dependencyCount: 200,
  /** Conditions of a module's rules. */
  ruleCount: 100,
  publishMessageLength: 2_000,
  pathLength: 1_024,
  /** Bytes that the zips of one import may inflate to. */
  importInflatedBytes: 64 * MB,
  /** A zip that the browser opens and sends in batches. */
  importArchiveBytes: 1024 * MB,
  /** Files of such a zip that modules are made of. */
  importArchiveFiles: 50_000,
  bulkModules: 1_000,
  /** Time that the work on one text may take in a thread. */
  textDeadlineMs: 15_000,
  /** What is added to that time for each megabyte of the text. */
  textDeadlineMsPerMegabyte: 10_000,
  /** Memory of a thread that works on texts: what takes more is given up. */
  textThreadMegabytes: 1_024,
  /** Texts that wait for a thread, of all workspaces. */
  waitingTexts: 2_000,
  /** Changes of modules that wait to be stored, of all workspaces. */
  waitingStores: 500,
  /** Curated chunks of a module. */
  overlayEntries: 500,
  /** Keywords that are added to a chunk. */
  chunkKeywords: 30,
  /** Questions that are added to a chunk. */
  chunkQuestions: 20,
  chunkQuestionLength: 300,
  /** The text by which a curated chunk is known again. */
  chunkTextLength: 100_000,
  /** How much of a body the cleaner's preview shows, UTF-16 units; its counts are of all of it. */
  cleanerPreviewLength: 20_000,
  searchResults: 100,
  /** What is shown of a whole module among the candidates of a search. */
  moduleExcerpt: 2_000,
  /** Modules that a search names although it never finds them. */
  leftOutModules: 5,
  /** Share of its module's vector in a chunk's: with more, the chunks of a module could hardly be told apart. */
  parentShare: 0.5,
  /** A module whose chunks are pooled from its tokens, some 50,000 of them. */
  lateChunkingLength: 200_000,

  /** Days of calls to models that are added up at once. */
  usageDays: 366,
  /** Groups of calls that are told apart; the rest is added up. */
  usageGroups: 500,
  /** Calls whose contexts are looked at for what modules took, the latest. */
  moduleUsageCalls: 1_000,
  /** Calls of a conversation that are told one by one, the latest. */
  usageTurns: 500,
  /** Compositions that are looked at for an insight, the latest. */
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
  /** Tokens that a limit of usage can be set to. */
  usageLimitTokens: 2_000_000_000,
  /** US dollars that a limit of usage can be set to. */
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
