/* SPDX-License-Identifier: Apache-2.0 */
/* Asking by HTTP/1.1 (RFC 9112), and reading as much of the answer as tells who gave it: also of other people's servers. */
#ifndef HANDOVER_HTTP_VISIT_H
#define HANDOVER_HTTP_VISIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ANSWER_ROOM = 1024 };

/* The request; the last one of a connection asks for its end. */
const char *http_request(bool is_last, size_t *ret_bytes);

enum answer_state { ANSWER_NOT_WHOLE, ANSWER_WHOLE, ANSWER_NOT_UNDERSTOOD };

/* Of what has come so far. ret_generation: the number that its body begins with. */
enum answer_state http_answer(const char *text, size_t bytes, uint32_t *ret_generation);

#endif
