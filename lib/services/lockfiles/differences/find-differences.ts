import type { LockedIndex, LockedPolicy, LockfileProblemDto } from '@/lib/schemas/releases/lockfile'
import type { Match } from './match-modules'

/** Of each locked module that is not here as it was, texts that are missing first. */
export function findModuleDifferences(matches: Match[]): LockfileProblemDto[] {
  const missing = matches.flatMap(
    ({ locked: { id, version }, version: found, latestVersion }): LockfileProblemDto[] => {
      if (found !== null) return []
      if (latestVersion === 0) return [{ kind: 'module', id, message: `The module “${id}” is not here.` }]
      const message = `No version of “${id}” has the text of version ${version}. The newest here is version ${latestVersion}.`
      return [{ kind: 'text', id, message }]
    },
  )
  const otherwise = matches.flatMap(({ locked: { id }, version, hasSameChunks }) => {
    if (version === null || hasSameChunks) return []
    const message = `Version ${version} of “${id}” has the text, but is cut into chunks or curated in another way.`
    return [{ kind: 'chunks' as const, id, message }]
  })
  return [...missing, ...otherwise]
}

type Policies = { active: LockedPolicy[]; known: { id: string; version: number; sha256: string }[] }

/** Of each locked policy that is not here, or not the one that is used now. */
export function findPolicyDifferences(locked: LockedPolicy[], { active, known }: Policies): LockfileProblemDto[] {
  const tell = (id: string, message: string) => [{ kind: 'policy' as const, id, message }]
  const before = locked.find(({ isDefault }) => isDefault)
  const now = active.find(({ isDefault }) => isDefault)
  const differences = locked.flatMap(({ id, version, sha256 }) => {
    const same = known.find((policy) => policy.id === id && policy.version === version)
    if (!same) return tell(id, `Version ${version} of the policy “${id}” is not here.`)
    if (same.sha256 !== sha256) return tell(id, `Version ${version} of the policy “${id}” has other settings here.`)
    const used = active.find((policy) => policy.id === id)
    if (used?.sha256 === sha256) return []
    return tell(id, `The policy “${id}” is at version ${used?.version} here. Name version ${version} in a request.`)
  })
  if (before && now && before.id !== now.id) {
    return [...differences, ...tell(before.id, `“${now.id}” is the default policy here, not “${before.id}”.`)]
  }
  return differences
}

export function findIndexDifferences(locked: LockedIndex | null, now: LockedIndex | null): LockfileProblemDto[] {
  const tell = (message: string) => [{ kind: 'index' as const, id: null, message }]
  if (locked === null || now === null) {
    if (locked === now) return []
    return tell(now === null ? 'There are no vectors here.' : 'There were no vectors when the lockfile was written.')
  }
  const differs = (['kind', 'model', 'dimensions'] as const).some((key) => locked[key] !== now[key])
  const name = ({ model, dimensions }: LockedIndex) => `${model} with ${dimensions} dimensions`
  if (differs) return tell(`Vectors are made by ${name(now)} here, by ${name(locked)} in the lockfile.`)
  if (locked.sha256 === now.sha256) return []
  return tell('The embedder has learned from other texts since, or has other settings: vectors differ a little.')
}
