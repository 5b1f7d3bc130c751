import { rest } from '@/lib/adapters/rest'
import { exportLockfile } from '@/lib/services/lockfiles/export-lockfile'

/** As a file that version control can compare: the same state gives the same lines. */
export const GET = rest({
  verb: exportLockfile,
  respond: (lockfile) =>
    new Response(`${JSON.stringify(lockfile, null, 2)}\n`, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="loadout.lock.json"',
      },
    }),
})
