import type { LabelledPassage } from './labelled-passages'

/** More of the documentation of agent skills. Written from the texts alone, before anything was searched for them. */
export const SKILLS_LATER_PASSAGES: LabelledPassage[] = [
  ['is the name of a skill all that is loaded at first', 'README.md', 34, 38, '6edef902'],
  ['who invented the format', 'docs/home.mdx', 53, 53, 'd8da6ddf'],
  ['may I reuse the text of the documentation elsewhere', 'README.md', 59, 59, '5650b93b'],
  ['logos look too big beside the others', 'AGENTS.md', 33, 37, '7596dc43'],
  ['what does a ruby script need to bring its gems', 'docs/skill-creation/using-scripts.mdx', 201, 201, '90651b2e'],
  ['which exit code should a script return', 'docs/skill-creation/using-scripts.mdx', 296, 296, 'ff0960e7'],
  ['how does the agent learn the flags of my script', 'docs/skill-creation/using-scripts.mdx', 248, 248, '3d637ede'],
  ['paths to my scripts are not found', 'docs/skill-creation/using-scripts.mdx', 91, 91, '6b669587'],
  ['when is a one line command too much', 'docs/skill-creation/using-scripts.mdx', 87, 87, 'c4c9ee9a'],
  [
    'how many tokens does each installed skill take',
    'docs/client-implementation/adding-skills-support.mdx',
    184,
    184,
    '193d3963',
  ],
  [
    'where in the prompt do I list the skills',
    'docs/client-implementation/adding-skills-support.mdx',
    190,
    194,
    'e2c6826a',
  ],
  [
    'the user wants to start a skill by hand',
    'docs/client-implementation/adding-skills-support.mdx',
    260,
    260,
    'f0e37085',
  ],
  [
    'skills get lost when the chat is shortened',
    'docs/client-implementation/adding-skills-support.mdx',
    320,
    320,
    '886feada',
  ],
  [
    'a permission question pops up for every bundled file',
    'docs/client-implementation/adding-skills-support.mdx',
    312,
    312,
    'ef0ed077',
  ],
  ['run a skill in an agent of its own', 'docs/client-implementation/adding-skills-support.mdx', 333, 333, '479ec120'],
  [
    'the same skill is loaded twice in one chat',
    'docs/client-implementation/adding-skills-support.mdx',
    329,
    329,
    'c122246e',
  ],
]
