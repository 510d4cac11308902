/*
 * The clock of PostgreSQL under CLOCK: the real one, and FMCG_CLOCK_OFFSET seconds on top.
 *
 * Debian's faketime does not serve a server: while a process waits in epoll_wait it gives
 * signal handlers the real time, so that PostgreSQL's timers (deadlock_timeout, lock_timeout,
 * statement_timeout) take themselves for early, and are put off by as long as the clock is
 * ahead. Nothing but the time of day is changed here.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long ahead;

__attribute__((constructor)) static void read_offset(void)
{
    const char *text = getenv("FMCG_CLOCK_OFFSET");
    ahead = text ? atol(text) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *moment)
{
    int failed = syscall(SYS_clock_gettime, clock, moment);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        moment->tv_sec += ahead;
    return failed;
}

int gettimeofday(struct timeval *moment, void *zone)
{
    struct timespec now;
    (void) zone;
    if (clock_gettime(CLOCK_REALTIME, &now))
        return -1;
    moment->tv_sec = now.tv_sec;
    moment->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *moment)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now))
        return -1;
    if (moment)
        *moment = now.tv_sec;
    return now.tv_sec;
}
