import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county; the story invents a year of cases for it. */
export const config: StoryConfig = {}
