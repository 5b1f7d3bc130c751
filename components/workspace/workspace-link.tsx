'use client'

import Link from 'next/link'
import type { ComponentProps } from 'react'
import { useWorkspacePath } from './use-workspace-path'

/** A link to another screen of the same workspace: `href` is a path such as `/modules`. */
export function WorkspaceLink({ href, ...props }: Omit<ComponentProps<typeof Link>, 'href'> & { href: string }) {
  const toPath = useWorkspacePath()
  return <Link href={toPath(href)} {...props} />
}
