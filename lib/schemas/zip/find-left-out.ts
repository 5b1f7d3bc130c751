import { isImportable } from '@/lib/schemas/modules/module-path'

/** What systems and tools put into folders: never worth a word. */
const SYSTEM_FILE =
  /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.git\/|node_modules\/|\.trash\/|\.obsidian\/)/

export const isSystemFile = (path: string) => SYSTEM_FILE.test(path)

/** For each SKILL.md, the files of its folder that are not imported, by their paths in it; and all of them. */
export function findLeftOut(paths: string[]): { bySkill: Map<string, string[]>; ofSkills: string[] } {
  const skillOf = new Map(
    paths.filter((path) => /(?:^|\/)SKILL\.md$/i.test(path)).map((path) => [path.slice(0, -8), path]),
  )
  const bySkill = new Map<string, string[]>()
  const ofSkills: string[] = []
  for (const path of skillOf.size > 0 ? paths : []) {
    if (isImportable(path)) continue
    const folder = foldersOf(path).find((each) => skillOf.has(each))
    const skill = folder === undefined ? undefined : skillOf.get(folder)
    if (skill === undefined || folder === undefined) continue
    const inSkill = bySkill.get(skill) ?? []
    bySkill.set(skill, inSkill)
    inSkill.push(path.slice(folder.length))
    ofSkills.push(path)
  }
  return { bySkill, ofSkills }
}

/** `a/b/c.py` → `a/b/`, `a/`, and the top. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return [...parts.keys()].map((i) => `${parts.slice(0, parts.length - i).join('/')}/`).concat('')
}
