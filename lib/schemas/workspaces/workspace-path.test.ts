import { expect, test } from 'vitest'
import { workspaceOfPath, workspacePath } from './workspace-path'

test('a path of a workspace names it', () => {
  expect(workspacePath('support-team', '/modules?tag=a')).toBe('/w/support-team/modules?tag=a')
  expect(workspaceOfPath(workspacePath('support-team', '/modules?tag=a'))).toBe('support-team')
  expect(workspaceOfPath('/w/support-team')).toBe('support-team')
})

test.each(['/', '/w', '/w/', '/modules', '/world/a', '/a/w/b', '/w/%ff/modules', '/w?a=b', ''])(
  '%j is in no workspace',
  (path) => {
    expect(workspaceOfPath(path)).toBeNull()
  },
)
