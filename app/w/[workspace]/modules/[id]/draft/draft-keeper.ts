import { type ClientError, toClientError } from '@/components/data/api-client'
import {
  type DraftConflict,
  draftConflictSchema,
  type ModuleProblem,
  type PublishResultDto,
  type SavedDraftDto,
} from '@/lib/schemas/modules/module'

export type DraftState = {
  source: string
  /** What the server has. */
  savedSource: string
  revision: number
  baseVersion: number
  savedAt: string | null
  isSaving: boolean
  /** Why the last save failed; the text is kept in this browser meanwhile. */
  error: ClientError | null
  conflict: DraftConflict | null
  /** The server's problems of `savedSource`, such as dependencies that do not exist. */
  problems: ModuleProblem[]
}

type SavedText = Pick<DraftState, 'source' | 'revision' | 'baseVersion'>

/**
 * The text under edit, and its saves: one at a time. A save names the revision that it started from, so a change of somebody
 * else's becomes a conflict and never gets lost.
 * @param put sends a text to the server
 * @param onState is told of every change
 */
export function keepDraft(
  initial: DraftState,
  put: (text: SavedText) => Promise<SavedDraftDto>,
  onState: (state: DraftState) => void,
) {
  let state = initial
  let running: Promise<unknown> | null = null
  const change = (changed: Partial<DraftState>) => {
    state = { ...state, ...changed }
    onState(state)
  }

  const saveOnce = async (): Promise<number> => {
    const { source, revision, baseVersion } = state
    change({ isSaving: true })
    try {
      const saved = await put({ source, revision, baseVersion })
      const { updatedAt, problems } = saved
      change({ ...toPlace(saved), savedSource: source, savedAt: updatedAt, problems, isSaving: false, error: null })
      return saved.revision
    } catch (thrown) {
      const error = toClientError(thrown)
      const parsed = error.code === 'CONFLICT' ? draftConflictSchema.safeParse(error.data) : null
      if (!parsed?.success) change({ isSaving: false, error })
      // somebody wrote the same, or this browser before it was reloaded
      else if (parsed.data.theirs === state.source)
        change({ ...toPlace(parsed.data), savedSource: state.source, isSaving: false, error: null })
      // what was typed while it was sent is theirs to compare, too
      else change({ conflict: { ...parsed.data, yours: state.source }, isSaving: false, error: null })
      return 0
    }
  }
  /** Runs it while no save is under way; a save that is asked for meanwhile waits for it. */
  const alone = async <T>(work: (revision: number) => Promise<T>): Promise<T> => {
    while (running) await running
    const result = work(state.revision)
    const ended = () => {
      running = null
    }
    running = result.then(ended, ended)
    return result
  }
  return {
    get: () => state,
    edit: (source: string) => change({ source }),
    /**
     * Waits for a save under way, and saves what it did not have yet.
     * @returns the draft's revision; 0 when there is none, or it could not be saved
     */
    save: () =>
      alone(async (revision) => {
        if (state.source === state.savedSource) return revision
        return state.conflict ? 0 : saveOnce()
      }),
    alone,
    /** Takes what this browser kept of the text. */
    restore: ({ source, revision }: { source: string; revision: number }) => change({ source, revision }),
    /** Takes the merged text; the next save goes on top of the other person's. */
    resolve: (source: string, conflict: DraftConflict) =>
      change({ ...toPlace(conflict), source, savedSource: conflict.theirs, conflict: null }),
    /** The saved text is a version now. What was typed since is a change of it. */
    published: ({ version, problems }: Pick<PublishResultDto, 'version' | 'problems'>) =>
      change({ revision: 0, baseVersion: version, savedAt: null, problems, error: null }),
    /** Takes what the server has by now, where nothing was typed on what was here. */
    follow: (next: DraftState) => {
      const { source, savedSource, revision, baseVersion, isSaving, conflict } = state
      const isSame = next.source === source && next.revision === revision && next.baseVersion === baseVersion
      if (source === savedSource && !isSaving && !conflict && !isSame) change(next)
    },
    /** Shows another text in place of this one. */
    replace: (next: DraftState) => change(next),
  }
}

const toPlace = ({ revision, baseVersion }: Pick<DraftState, 'revision' | 'baseVersion'>) => ({ revision, baseVersion })
