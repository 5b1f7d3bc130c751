import {
  applyEdits,
  type Candidate,
  type CandidateModule,
  type ComposeRequest,
  DEFAULT_POLICY_SETTINGS,
  type HistorySummary,
  type PolicySettings,
  type PreparedContext,
  type ProfileFact,
  type Resolution,
  type StatedFact,
  type Turn,
  versionKey,
} from '@/lib/engine'
import type { Redaction } from '@/lib/schemas/contexts/composition'

/** A prepared context with references in place of what is stored elsewhere: no module text, no messages, no facts. */
export type StoredPrepared = Omit<PreparedContext, 'request' | 'candidates'> & {
  format: 1
  request: Omit<ComposeRequest, 'turns' | 'summaries' | 'stated' | 'profile' | 'interests'> & {
    /** With their text where no conversation holds it. */
    turns: (Omit<Turn, 'content'> & { content?: string })[]
    summaries: Omit<HistorySummary, 'text'>[]
    /** With their text where no conversation holds it. */
    stated?: (Omit<StatedFact, 'text'> & { text?: string })[]
    profile?: { id: string; facts: Omit<ProfileFact, 'key' | 'value'>[] }
  }
  candidates: (Omit<Candidate, 'text' | 'module' | 'resolution'> & {
    moduleId: string
    version: number
    /** Absent in what was stored before there were summaries. */
    resolution?: Resolution
  })[]
}

/** What the references of a stored context lead to; what is missing no longer exists. */
export type Sources = {
  /** By `moduleId@version`. */
  versions: ReadonlyMap<string, { module: CandidateModule; body: string; createdAt: Date }>
  turns: ReadonlyMap<string, string>
  summaries: ReadonlyMap<string, string>
  stated: ReadonlyMap<string, string>
  facts: ReadonlyMap<string, Pick<ProfileFact, 'key' | 'value'>>
  /** Of modules and sections, by the id of the summary. */
  moduleSummaries: ReadonlyMap<string, string>
}

/** @param keepsTurns the turns are stored nowhere else */
export function toStoredPrepared(
  { request, candidates, ...prepared }: PreparedContext,
  keepsTurns = false,
): StoredPrepared {
  // what somebody asked before has had its part in the scores
  const { turns, summaries, stated, profile, interests: _, ...rest } = request
  return {
    ...prepared,
    format: 1,
    request: {
      ...rest,
      turns: keepsTurns ? turns : turns.map(({ content: _, ...turn }) => turn),
      summaries: summaries.map(({ text: _, ...summary }) => summary),
      ...(stated ? { stated: keepsTurns ? stated : stated.map(({ text: _, ...fact }) => fact) } : {}),
      ...(profile
        ? { profile: { id: profile.id, facts: profile.facts.map(({ key: _k, value: _v, ...fact }) => fact) } }
        : {}),
    },
    candidates: candidates.map(({ text: _, module, ...candidate }) => ({
      ...candidate,
      moduleId: module.moduleId,
      version: module.version,
    })),
  }
}

/** Policies of earlier versions said less about history. */
function withHistory(settings: PolicySettings): PolicySettings {
  return { ...settings, history: { ...DEFAULT_POLICY_SETTINGS.history, ...settings.history } }
}

const REDACTED = 'redacted'

class Redactions {
  private readonly byKey = new Map<string, Redaction>()

  add(kind: Redaction['kind'], id: string, note: string): string {
    this.byKey.set(`${kind} ${id}`, { kind, id, note })
    return note
  }

  list(): Redaction[] {
    return [...this.byKey.values()]
  }
}

/** What stands for a module version that was deleted: its id, and nothing of its text. */
function toMissingModule(moduleId: string, version: number, day: string): CandidateModule {
  return {
    moduleId,
    version,
    name: moduleId,
    description: '',
    tags: [],
    priority: 'medium',
    lastUpdated: day,
    dependencies: [],
  }
}

/**
 * The prepared context as it was, and what could not be restored. Without redactions, assembling it gives the bytes that
 * were sent.
 */
export function restorePrepared(
  { format: _, request, candidates, ...stored }: StoredPrepared,
  sources: Sources,
): { prepared: PreparedContext; redactions: Redaction[] } {
  const redactions = new Redactions()
  const { turns, summaries, stated: facts, profile, ...rest } = request

  const restoreFact = (fact: Omit<ProfileFact, 'key' | 'value'>): ProfileFact => {
    const found = sources.facts.get(fact.id)
    if (!found) redactions.add('profile', fact.id, REDACTED)
    return { ...fact, key: found?.key ?? REDACTED, value: found?.value ?? REDACTED }
  }
  const restoreCandidate = ({ moduleId, version, ...candidate }: StoredPrepared['candidates'][number]): Candidate => {
    const found = sources.versions.get(versionKey({ moduleId, version }))
    const { summaryId, startOffset, endOffset, edits } = candidate
    const text =
      summaryId === undefined
        ? found && applyEdits(found.body, startOffset, endOffset, edits)
        : found && sources.moduleSummaries.get(summaryId)
    return {
      ...candidate,
      resolution: candidate.resolution ?? (candidate.chunkId === undefined ? 'full' : 'section'),
      module: found?.module ?? toMissingModule(moduleId, version, request.day),
      text:
        text ??
        redactions.add('module', versionKey({ moduleId, version }), `[deleted: ${versionKey({ moduleId, version })}]`),
    }
  }

  const prepared: PreparedContext = {
    ...stored,
    // compositions of earlier versions were stored without these
    analysis: {
      ...stored.analysis,
      exclusions: stored.analysis.exclusions ?? [],
      constraints: stored.analysis.constraints ?? [],
      queryType: stored.analysis.queryType ?? 'statement',
    },
    request: {
      ...rest,
      policy: { ...rest.policy, settings: withHistory(rest.policy.settings) },
      turns: turns.map((turn) => ({
        ...turn,
        content: turn.content ?? sources.turns.get(turn.id) ?? redactions.add('turn', turn.id, REDACTED),
      })),
      summaries: summaries.map((summary) => ({
        ...summary,
        text: sources.summaries.get(summary.id) ?? redactions.add('summary', summary.id, REDACTED),
      })),
      ...(facts
        ? {
            stated: facts.map((fact) => ({
              ...fact,
              text: fact.text ?? sources.stated.get(fact.id) ?? redactions.add('turn', fact.turnId, REDACTED),
            })),
          }
        : {}),
      ...(profile ? { profile: { id: profile.id, name: profile.id, facts: profile.facts.map(restoreFact) } } : {}),
    },
    candidates: candidates.map(restoreCandidate),
  }
  return { prepared, redactions: redactions.list() }
}
