import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county; the story lets its calendar end before the next due time. */
export const config: StoryConfig = {}
