import { type Counting, countingOf, KNOWN_MODELS, type ModelSpec, SECTION_NAMES, type SectionName } from '@/lib/engine'
import type { AvailableModelDto } from '@/lib/schemas/workspaces/provider'
import type { Trial } from './what-if'

/** How a trial stands in the address: what is null is as in the composition. */
export type TrialParams = {
  model: string | null
  window: number | null
  reserve: number | null
  shares: Partial<Record<SectionName, number>> | null
}

export const NO_TRIAL: TrialParams = { model: null, window: null, reserve: null, shares: null }

export type OfferedModel = ModelSpec & Counting & { label: string }

/** The composition's model, the workspace's, then the known ones. */
export function offeredModels(models: AvailableModelDto[], original: Trial): OfferedModel[] {
  const own = models.map(
    ({
      id,
      name,
      family,
      contextWindow,
      maxOutputTokens,
      isOffline,
      tokenPercent: percent,
      tokenError: errorPercent,
    }): OfferedModel => ({
      id,
      label: name,
      family,
      contextWindow,
      maxOutputTokens,
      ...(isOffline ? {} : countingOf({ id, family }, percent === null ? undefined : { percent, errorPercent })),
    }),
  )
  const known: OfferedModel[] = [...own, ...KNOWN_MODELS.map((spec) => ({ ...spec, ...countingOf(spec) }))]
  const { model, tokenPercent, counting } = original
  const label = known.find(({ id }) => id === model.id)?.label ?? model.id
  return [{ ...model, label, tokenPercent, counting }, ...known.filter(({ id }) => id !== model.id)].filter(
    (offered, index, all) => all.findIndex(({ id }) => id === offered.id) === index,
  )
}

/** The chosen model as offered; its reserve is what was asked for, not all that it could write. */
function baseOf(original: Trial, id: string | null, offered: OfferedModel[]): Trial {
  const chosen = id === original.model.id ? undefined : offered.find((candidate) => candidate.id === id)
  if (!chosen) return original
  const { label: _, tokenPercent, counting, ...model } = chosen
  const maxOutputTokens = Math.min(model.maxOutputTokens, original.model.maxOutputTokens)
  return { ...original, tokenPercent, counting, model: { ...model, maxOutputTokens } }
}

const positive = (tokens: number | null) => (tokens !== null && tokens >= 1 ? tokens : null)

/** What the address says is tried; numbers that cannot be are taken as not said. */
export function toTrial(original: Trial, params: TrialParams, offered: OfferedModel[]): Trial {
  const base = baseOf(original, params.model, offered)
  const shares = { ...base.shares, ...params.shares }
  const sum = SECTION_NAMES.reduce((total, name) => total + shares[name], 0)
  return {
    ...base,
    model: {
      ...base.model,
      contextWindow: positive(params.window) ?? base.model.contextWindow,
      maxOutputTokens: positive(params.reserve) ?? base.model.maxOutputTokens,
    },
    shares: sum > 1.0005 ? base.shares : shares,
  }
}

/** The same for the address: only what differs from the composition. */
export function toTrialParams(original: Trial, trial: Trial, offered: OfferedModel[]): TrialParams {
  const model = trial.model.id === original.model.id ? null : trial.model.id
  const base = baseOf(original, model, offered)
  const changed = SECTION_NAMES.filter((name) => Math.abs(trial.shares[name] - original.shares[name]) >= 0.0005)
  const { contextWindow, maxOutputTokens } = trial.model
  return {
    model,
    window: contextWindow === base.model.contextWindow ? null : contextWindow,
    reserve: maxOutputTokens === base.model.maxOutputTokens ? null : maxOutputTokens,
    shares: changed.length === 0 ? null : Object.fromEntries(changed.map((name) => [name, trial.shares[name]])),
  }
}
