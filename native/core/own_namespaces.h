/* SPDX-License-Identifier: Apache-2.0 */
/* A user namespace in which one stays who one is: what an ordinary user needs to make any other kind. */
#ifndef HANDOVER_OWN_NAMESPACES_H
#define HANDOVER_OWN_NAMESPACES_H

/* unshare(2) with CLONE_NEWUSER and these flags; the only user and group in it are the effective ones, under their own
 * numbers. 0 or a negative code. */
int unshare_as_oneself(int flags);

#endif
