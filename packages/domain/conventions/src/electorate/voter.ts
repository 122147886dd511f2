import type { PostId, SubjectRef } from '@civigrid/kernel';

/** Who votes by name (投票人): a resident or owner by reference, or a representative by post (楼栋议事代表). */
export type VoterRef = SubjectRef | PostId;
