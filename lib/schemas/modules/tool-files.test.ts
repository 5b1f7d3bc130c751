import { describe, expect, it } from 'vitest'
import { parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { instructedFolder, isReadAlike, markRoot, nameOfPath } from './module-path'

type Row = [path: string, frontMatter: string, activation: string, globs?: string[]]

function read(path: string, frontMatter: string) {
  const source = frontMatter === '' ? 'Be brief.' : `---\n${frontMatter}\n---\nBe brief.`
  return parseModuleFile(path, source)
}

describe('files of tools are read as their tools read them', () => {
  it.each<Row>([
    // for a whole project, or for a folder of it
    ['AGENTS.md', '', 'always'],
    ['GEMINI.md', '', 'always'],
    ['CLAUDE.md', '', 'always'],
    ['CLAUDE.local.md', '', 'always'],
    ['.claude/CLAUDE.md', '', 'always'],
    ['.github/copilot-instructions.md', '', 'always'],
    ['.cursorrules', '', 'always'],
    ['.windsurfrules', '', 'always'],
    ['.clinerules', '', 'always'],
    ['packages/ui/AGENTS.md', '', 'rule', ['packages/ui/**']],
    ['packages/ui/GEMINI.md', '', 'rule', ['packages/ui/**']],
    ['packages/ui/.claude/CLAUDE.md', '', 'rule', ['packages/ui/**']],
    ['repo/./AGENTS.md', '', 'always'],
    ['repo/./packages/ui/AGENTS.md', '', 'rule', ['packages/ui/**']],
    ['repo\\.\\packages\\ui\\CLAUDE.md', '', 'rule', ['packages/ui/**']],
    // GitHub Copilot
    ['.github/instructions/ts.instructions.md', 'applyTo: "**/*.ts,**/*.tsx"', 'rule', ['**/*.ts', '**/*.tsx']],
    ['.github/instructions/a.instructions.md', 'applyTo: "**"', 'always'],
    ['.github/instructions/a.instructions.md', 'applyTo: "**/*"', 'always'],
    ['.github/instructions/a.instructions.md', 'description: When tests are written', 'semantic'],
    ['.github/instructions/a.instructions.md', '', 'manual'],
    // Claude Code
    ['.claude/rules/a.md', 'paths: ["src/**", "lib/**"]', 'rule', ['src/**', 'lib/**']],
    ['.claude/rules/web/a.md', '', 'always'],
    ['.claude/agents/a.md', '', 'semantic'],
    // Cursor
    ['.cursor/rules/a.mdc', 'alwaysApply: true', 'always'],
    ['web/.cursor/rules/a.mdc', 'alwaysApply: true', 'rule', ['web/**']],
    ['.cursor/rules/style/RULE.md', 'globs: "*.ts"\nalwaysApply: false', 'rule', ['*.ts']],
    ['.cursor/rules/style/RULE.md', 'description: Style', 'semantic'],
    ['docs/RULE.md', '', 'semantic'],
    // Windsurf
    ['.windsurf/rules/a.md', 'trigger: always_on', 'always'],
    ['.windsurf/rules/a.md', 'trigger: model_decision\ndescription: Style', 'semantic'],
    ['.windsurf/rules/a.md', 'trigger: glob\nglobs: "**/*.py,**/*.pyi"', 'rule', ['**/*.py', '**/*.pyi']],
    ['.windsurf/rules/a.md', 'trigger: manual', 'manual'],
    ['.windsurf/rules/a.md', '', 'manual'],
    // Cline
    ['.clinerules/01-style.md', '', 'always'],
    ['.clinerules/style.txt', '', 'always'],
    ['repo/./.clinerules/a.md', '', 'always'],
    ['.clinerules/a.md', 'paths:\n  - "src/**"', 'rule', ['src/**']],
    ['.clinerules/a.md', 'paths: []', 'manual'],
    ['.clinerules/workflows/release.md', '', 'semantic'],
    // what Loadout's own field says comes first
    ['.windsurf/rules/a.md', 'trigger: always_on\nactivation: manual', 'manual'],
    ['AGENTS.md', 'activation: semantic', 'semantic'],
  ])('%s with %j: %s', (path, frontMatter, activation, globs) => {
    const { metadata } = read(path, frontMatter)
    expect(metadata).toMatchObject({ activation, rules: globs ? { any: globs.map((glob) => ({ glob })) } : null })
  })

  it.each([
    [
      '.windsurf/rules/a.md',
      'trigger: glob',
      'trigger is glob, but there are no globs: the module is sent when pinned.',
    ],
    ['.windsurf/rules/a.md', 'trigger: sometimes', /it counts as manual/],
    ['.clinerules/a.md', '', /sent with every query/],
    ['.windsurf/rules/a.md', 'trigger: always_on\nactivation: manual', /trigger is not read, since activation says/],
  ])('tells of %s with %j', (path, frontMatter, message) => {
    const messages = read(path, frontMatter).problems.map((problem) => problem.message)
    expect(messages).toEqual([expect.stringMatching(message)])
  })
})

it('marks the root of a project in the paths of files that hold for a folder, and in no other', () => {
  expect(['AGENTS.md', 'repo/AGENTS.md', 'repo/packages/ui/CLAUDE.md', 'repo/docs/a.md'].map(markRoot)).toEqual([
    'AGENTS.md',
    'repo/./AGENTS.md',
    'repo/./packages/ui/CLAUDE.md',
    'repo/docs/a.md',
  ])
  expect(markRoot('repo/.clinerules/a.md')).toBe('repo/./.clinerules/a.md')
  // read alike without a mark, or marked already
  expect(['.github/copilot-instructions.md', 'a/./b/AGENTS.md'].map(markRoot)).toEqual([
    '.github/copilot-instructions.md',
    'a/./b/AGENTS.md',
  ])
})

it('tells paths apart under which the same instructions hold for other files', () => {
  expect(instructedFolder('repo/./web/.cursor/rules/a.mdc')).toBe('web')
  expect(isReadAlike('repo/AGENTS.md', 'repo/./AGENTS.md')).toBe(false)
  expect(isReadAlike('repo/./AGENTS.md', 'AGENTS.md')).toBe(true)
  expect(isReadAlike('.windsurf/rules/a.md', 'docs/a.md')).toBe(false)
})

it('names instructions of a folder after it', () => {
  expect([nameOfPath('packages/ui/AGENTS.md'), nameOfPath('repo/./AGENTS.md')]).toEqual(['Ui AGENTS', 'Repo AGENTS'])
})
