'use client'

import { FileQuestion } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

type Absence = { address: RegExp; title: string; description: string; href: string; action: string }

const REST = 'It was deleted, or it belongs to another workspace.'

/** By what the address names, the most telling first. */
const ABSENCES: Absence[] = [
  {
    address: /\/modules\/[^?]+\?.*\b(compare|with)=/,
    title: 'There is no such version',
    description: 'The module or the version that the address names is not there: it was deleted, or never published.',
    href: '/modules',
    action: 'All modules',
  },
  {
    address: /\/compare\?/,
    title: 'There is nothing to compare here',
    description: 'One of the two answers was deleted, belongs to another workspace, or its author does not share it.',
    href: '/playground',
    action: 'To the playground',
  },
  {
    address: /\/modules\//,
    title: 'There is no such module',
    description: REST,
    href: '/modules',
    action: 'All modules',
  },
  {
    address: /[?&]conversation=/,
    title: 'There is no such conversation',
    description: 'It was deleted, it belongs to another workspace, or the person who wrote it does not share it.',
    href: '/playground',
    action: 'Ask something new',
  },
  {
    address: /[?&]composition=/,
    title: 'There is no such answer',
    description: `${REST} The budget can be tried on any other answer.`,
    href: '/budget',
    action: 'The newest answer',
  },
  {
    address: /[?&]policy=/,
    title: 'There is no such policy',
    description: REST,
    href: '/settings/policy',
    action: 'All policies',
  },
]

const elsewhere = (path: string) => ({
  title: 'There is nothing at this address',
  description: `Loadout has no screen ${path}. Check the address for a slip, or go on by the menu.`,
  href: '/playground',
  action: 'To the playground',
})

/** As the address bar shows it. */
function readable(pathname: string): string {
  try {
    return decodeURI(pathname)
  } catch {
    return pathname
  }
}

/** Says what kind of thing the address names, that it is not there, and where to go on. */
export function NothingHere() {
  const pathname = usePathname()
  const path = `${pathname}?${useSearchParams()}`
  const { title, description, href, action } =
    ABSENCES.find(({ address }) => address.test(path)) ?? elsewhere(readable(pathname))
  return (
    <EmptyState headingLevel={1} icon={FileQuestion} title={title} description={description}>
      <WorkspaceLink href={href} className={buttonVariants({ variant: 'primary' })}>
        {action}
      </WorkspaceLink>
    </EmptyState>
  )
}
