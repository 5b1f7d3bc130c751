import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import claims from '@/docs/claims.json'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { bm25DocumentWeights } from '@/lib/engine/numbers/bm25'
import { LIMITS } from '@/lib/schemas/limits'
import { LEAST_CALL_DAYS } from '@/lib/schemas/workspaces/retention'

/**
 * What README and handbook say of the product's behaviour is a claim, and each claim names the test that fails when the
 * behaviour breaks. A sentence that is changed or added has to be looked at anew: it is a claim, with a test, or it is
 * advice or explanation and raises `others`.
 */
type Document = { claims: { claim: string; file: string; test: string }[]; others: number }
const documents = Object.entries(claims as Record<string, Document>)

/** What tells a model how to answer describes nothing of the product. */
const isForModels = (file: string) => file.includes('/assistant/') || file.endsWith('few-shot-example.md')

/** Sentences, list items and table rows of a document, without front matter, headings and code. */
function sentencesOf(markdown: string): string[] {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/^```[\s\S]*?^```/gm, '')
  return body.split(/\n\s*\n|\n(?=[-*|] |\|)|\n(?=\d+\. )/).flatMap((block) => {
    const text = block
      .trim()
      .replace(/^(?:[-*]|\d+\.) /, '')
      .replaceAll(/\s*\n\s*/g, ' ')
    if (text === '' || text.startsWith('#') || /^\|[-| ]+\|$/.test(text)) return []
    return text.startsWith('|') ? [text] : text.split(/(?<=[.!?:]["”)*]*)\s+(?=[A-Z*`"“'[(])/)
  })
}

const readText = (file: string) => readFileSync(file, 'utf8')

describe('what README and handbook claim', () => {
  it('is looked at in every document of the handbook', () => {
    const handbook = globSync('prisma/library/*/*.md').map((file) => file.replaceAll('\\', '/'))
    const expected = [...handbook.filter((file) => !isForModels(file)), 'README.md']
    expect(documents.map(([file]) => file).toSorted()).toEqual(expected.toSorted())
  })

  it.each(documents)('is covered by tests that exist: %s', (file, document) => {
    const sentences = sentencesOf(readText(file))
    const claimed = new Set(document.claims.map(({ claim }) => claim))
    expect([...claimed].filter((claim) => !sentences.includes(claim))).toEqual([])
    expect(sentences.filter((sentence) => !claimed.has(sentence))).toHaveLength(document.others)
    const uncovered = document.claims.filter(({ file, test }) => !existsSync(file) || !readText(file).includes(test))
    expect(uncovered).toEqual([])
  })

  it('says each limit of the README as it is', () => {
    const readme = readText('README.md')
    const { format } = new Intl.NumberFormat('en-US')
    const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`
    const rows = [
      `| one module | ${megabytes(LIMITS.moduleBytes)}, front matter ${LIMITS.frontMatterBytes / 1024} kB, ${format(LIMITS.moduleChunks)} chunks |`,
      `| vectors of one model that a server Postgres compares one by one | ${format(LIMITS.exactVectors.chunks)} of chunks, ${format(LIMITS.exactVectors.modules)} of modules;`,
      `| one import | ${LIMITS.importFiles} files, ${megabytes(LIMITS.importBodyBytes)}, zips inflating to ${megabytes(LIMITS.importInflatedBytes)} at most; the screen takes zips of up to ${LIMITS.importArchiveBytes / 1024 ** 3} GB and ${format(LIMITS.importArchiveFiles)} files,`,
      `| other request bodies | ${megabytes(LIMITS.bodyBytes)}; a module ${megabytes(LIMITS.moduleBodyBytes)}; a lockfile ${megabytes(LIMITS.lockfileBytes)}; a request with images ${megabytes(LIMITS.imagesBodyBytes)}; any of them ${format(LIMITS.bodyValues)} values, ${format(LIMITS.bodyFields)} fields of one object and ${LIMITS.bodyDepth} that hold one another |`,
      `| a request that arrives slowly | its head within ${LIMITS.requestHeadSeconds} s, all of it within ${LIMITS.requestSeconds} s;`,
      `| a connection that rests between requests | kept for ${LIMITS.restingConnectionSeconds} s,`,
      `| a query | ${format(LIMITS.queryLength)} characters |`,
      `| images of a question | ${LIMITS.messageImages}, PNG, JPEG, WebP or GIF, of ${megabytes(LIMITS.imageBytes)} and ${format(LIMITS.imageSide)} pixels a side each, and ${megabytes(LIMITS.messageImageBytes)} together; one request to a model carries ${LIMITS.sentImages} of a conversation, of ${megabytes(LIMITS.sentImageBytes)} together |`,
      `| a file of conversations, imported or exported | ${megabytes(LIMITS.conversationFileBytes)}; an import has ${format(LIMITS.importedConversations)} conversations of ${format(LIMITS.importedMessages)} messages each at most, an export ${LIMITS.exportedConversations} conversations |`,
      `| a conversation | filed under ${LIMITS.conversationTags} tags |`,
      `| a context window | ${format(LIMITS.contextWindow)} tokens |`,
      `| search results | ${LIMITS.searchResults} |`,
      `| modules that a search names and does not find, for their activation | ${LIMITS.leftOutModules} |`,
      `| pins of a request | ${LIMITS.pinnedModules} |`,
      `| summaries that a request replaces by their messages | ${LIMITS.unfoldedSummaries} |`,
      `| a summary of a conversation, edited | ${format(LIMITS.conversationSummaryLength)} characters |`,
      `| a call to a model that is refused before its answer begins | made ${LIMITS.callTries} times in all, ${LIMITS.callWaitSeconds} s between two at most and ${LIMITS.callRetrySeconds} s in all;`,
      `| usage of models | asked for ${LIMITS.usageDays} days at once; ${LIMITS.usageGroups} groups are told apart and the rest is added up; of a conversation the latest ${LIMITS.usageTurns} calls one by one; of modules the contexts of the latest ${format(LIMITS.moduleUsageCalls)} answers |`,
      `| insights about contexts, about reviews | the latest ${format(LIMITS.insightContexts)} contexts, the newest ${format(LIMITS.insightRequests)} change requests of the chosen days |`,
      `| budget over the turns of a conversation | its latest ${LIMITS.budgetTurns} contexts |`,
      `| a limit of usage | ${format(LIMITS.usageLimitTokens)} tokens or ${format(LIMITS.usageLimitUsd)} dollars a day or month at most,`,
      `| two contexts compared | addresses of ${format(LIMITS.comparedSideLength)} characters a side; the first ${format(LIMITS.comparedLines)} lines of their difference |`,
      `| effect of a draft | the latest ${LIMITS.effectLookedAt} compositions are looked at, ${LIMITS.effectQuestions} questions composed with it |`,
      `| requests of a key or a person | ${format(LIMITS.requestsPerMinute)} a minute, counted by each server |`,
      `| failed sign-ins | ${LIMITS.signInFailuresPerAddressAndEmail} in ${LIMITS.signInWindowMinutes} minutes `,
      `| releases | ${LIMITS.releasesPerWorkspace} a workspace, each differing from its base by ${format(LIMITS.releaseEntries)} modules at most when it is made, and one for each of the ${LIMITS.triedDrafts} drafts tried last and the ${LIMITS.openedMoments} moments that effects were composed for last; a lockfile names ${format(LIMITS.lockfileModules)} modules at most, and its check lists ${LIMITS.lockfileProblems} differences |`,
      `| change requests | ${LIMITS.openChangeRequests} open ones a workspace, each of ${LIMITS.changeEdits} edits, ${LIMITS.changedCurations} of them with curation, and ${LIMITS.changedQuerySets} query sets, ${LIMITS.changeEditsAtOnce} edits in one request, and ${format(LIMITS.changeDescriptionLength)} characters of description; a review's comment has ${format(LIMITS.reviewCommentLength)} |`,
      `| review rules | ${LIMITS.reviewRules} a workspace, each looking for ${LIMITS.rulePatternLength} characters, naming ${LIMITS.ruleMembers} members and wanting ${LIMITS.ruleApprovals} approvals at most |`,
      `| discussions | a comment has ${format(LIMITS.commentLength)} characters and is edited ${LIMITS.commentEdits} times at most; a thread has ${LIMITS.threadComments} comments and quotes ${format(LIMITS.threadQuoteLength)} characters of a context, a change request or module ${LIMITS.threads} threads, a review ${LIMITS.reviewComments} comments and ${LIMITS.reviewComments} answers; ${LIMITS.askedAtOnce} members are asked for one at once; an inbox keeps the newest ${LIMITS.notifications} notifications |`,
      `| an e-mail | tried ${LIMITS.mailTries} times over a day, quotes ${format(LIMITS.mailQuoteLength)} characters of a comment; one of a day tells ${LIMITS.digestItems} things and quotes ${LIMITS.digestQuoteLength} characters of each |`,
      `| providers, policies, API keys | ${LIMITS.providersPerWorkspace}, ${LIMITS.policiesPerWorkspace} and ${LIMITS.apiKeysPerWorkspace} a workspace |`,
      `| share of a module's vector in its chunks' | ${LIMITS.parentShare * 100} % |`,
      `| late chunking | modules of up to ${format(LIMITS.lateChunkingLength)} characters;`,
      `| curated chunks | ${LIMITS.overlayEntries} a module, each with ${LIMITS.chunkKeywords} keywords and ${LIMITS.chunkQuestions} questions of ${LIMITS.chunkQuestionLength} characters |`,
      `| query templates | ${LIMITS.queryTemplatesPerWorkspace} a workspace, of ${format(LIMITS.templateLength)} characters |`,
      `| answers before and after | the first ${LIMITS.comparedAnswers} queries of a set, each answer of ${format(LIMITS.comparedAnswerTokens)} tokens within ${LIMITS.comparedAnswerSeconds} seconds, judged ${LIMITS.judgeRepeats} times at most; the latest ${LIMITS.answerComparisonsPerQuerySet} comparisons of a set are kept |`,
      `| leaving out each module of a query set | ${format(LIMITS.ablationContexts)} contexts, those of the modules with the most tokens first; the latest ${LIMITS.ablationsPerQuerySet} results of a set are kept |`,
      `| query sets | ${LIMITS.querySetsPerWorkspace} a workspace, each of ${LIMITS.queriesPerSet} queries, ${megabytes(LIMITS.querySetBytes)} and the latest ${LIMITS.runsPerRelease} runs of each release, ${format(LIMITS.runsPerQuerySet)} in all; a query has ${LIMITS.checksPerQuery} checks, ${LIMITS.labelsPerQuery} labels, each of a passage of ${format(LIMITS.labelledPassageLength)} characters at most, ${format(LIMITS.checkedQueryLength)} characters and ${LIMITS.checkedTurns} messages before it; a deleted set can be brought back for ${LIMITS.querySetUndoDays} days; a merge runs required sets for ${LIMITS.mergeChecksMs / 1_000} seconds at most |`,
      `| a profile | ${LIMITS.profileFacts} facts that hold or wait, of ${format(LIMITS.factLength)} characters, and the latest ${LIMITS.profileInteractions} questions |`,
      `| a temporary conversation | is deleted ${LIMITS.temporaryConversationHours} hours after the last message, or by hand before |`,
      `| a deleted conversation | can be brought back for ${LIMITS.conversationUndoDays} days |`,
      `| what is kept | for ever, or for the days that Settings, Retention, says: ${format(LIMITS.retentionDays)} at most, usage of models ${LEAST_CALL_DAYS} at least;`,
    ]
    expect(rows.filter((row) => !readme.includes(row))).toEqual([])
    expect(readText('prisma/library/modules/importing.md')).toContain(
      `One request takes at most ${LIMITS.importFiles} files and ${megabytes(LIMITS.importBodyBytes)}.`,
    )
  })

  it('holds the usual shares to the default policy', () => {
    const { sections, responseShare } = DEFAULT_POLICY_SETTINGS.budget
    const text = readText('prisma/library/budget/token-budget.md')
    const rangeOf = (label: string) => {
      const [, from, to] = new RegExp(`\\| ${label}[^|]*\\| (\\d+)(?:–(\\d+))? %`).exec(text) ?? []
      return [Number(from) / 100, Number(to ?? from) / 100] as const
    }
    for (const name of ['instructions', 'knowledge', 'history', 'query'] as const) {
      const [from, to] = rangeOf(name)
      expect(sections[name].share, name).toBeGreaterThanOrEqual(from)
      expect(sections[name].share, name).toBeLessThanOrEqual(to)
    }
    expect(sections.profile.max).toBeGreaterThan(0)
    expect(responseShare).toBeGreaterThanOrEqual(rangeOf('response reserve')[0])
  })

  it('holds the constants of BM25 to the code', () => {
    const [, k1, b] =
      /k1 = (\d[\d.]*) and b = (\d[\d.]*\d)/.exec(readText('prisma/library/retrieval/lexical-search.md')) ?? []
    const counts = [{ id: 1, term: 'term', count: 3 }]
    expect(bm25DocumentWeights(counts, 150, 100)).toEqual(
      bm25DocumentWeights(counts, 150, 100, { k1: Number(k1), b: Number(b) }),
    )
  })
})
