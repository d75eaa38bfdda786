/*
 * What the recorder is measured against.
 *
 * copy: copies as many bytes into as many files as the recorder does, from files that are in the
 * page cache: one read and one write for each camera and second, a new file each minute, all files
 * synced with fdatasync once a period by two threads, each at another moment.
 *   record copy SOURCES CAMERAS BYTES_PER_SECOND WARMUP_SECONDS WINDOW_SECONDS PERIOD FOLDER
 * Prints "end CPU_SECONDS BYTES" of the window.
 *
 * sync: syncs all files of a folder once a period, evenly over it, until it is killed.
 *   record sync FOLDER PERIOD
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SYNC_THREADS = 2, FILE_SECONDS = 60, PATH_BYTES = 4096, MOST_SOURCES = 16 };

struct camera {
  int source;
  off_t size, at;
  double next, ends;
  int files;
  _Atomic int file, old;
};

static struct camera *cameras;
static int camera_count;
static double period;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static double now_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void sleep_seconds(double seconds) {
  if (seconds <= 0) return;
  struct timespec time = {.tv_sec = (time_t)seconds,
                          .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9)};
  nanosleep(&time, NULL);
}

static double cpu_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/* Syncs every other camera's file, one after the other over the period. */
static void *sync_files(void *first) {
  double began = now_seconds();
  for (long round = 0;; round++) {
    for (int i = (int)(long)first; i < camera_count; i += SYNC_THREADS) {
      sleep_seconds(began + period * ((double)round + (double)i / camera_count) - now_seconds());
      int old = cameras[i].old;
      if (old >= 0) {
        fdatasync(old);
        close(old);
        cameras[i].old = -1;
      }
      int file = cameras[i].file;
      if (file >= 0) fdatasync(file);
    }
  }
  return NULL;
}

static void copy_second(struct camera *camera, int index, const char *folder, char *buffer,
                        size_t bytes) {
  if (camera->file < 0 || now_seconds() >= camera->ends) {
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/copy-%04d-%d", folder, index, camera->files++);
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY, 0644);
    if (file < 0) fail(path);
    camera->old = camera->file;
    camera->file = file;
    camera->ends = now_seconds() + FILE_SECONDS;
  }
  if (camera->at + (off_t)bytes > camera->size) camera->at = 0;
  if (pread(camera->source, buffer, bytes, camera->at) != (ssize_t)bytes) fail("a source");
  if (write(camera->file, buffer, bytes) != (ssize_t)bytes) fail("a copy");
  camera->at += (off_t)bytes;
}

static int copy(char **arguments) {
  char *sources = arguments[0];
  camera_count = atoi(arguments[1]);
  size_t bytes = (size_t)atol(arguments[2]);
  double warmup = atof(arguments[3]), window = atof(arguments[4]);
  period = atof(arguments[5]);
  int opened[MOST_SOURCES], count = 0;
  for (char *one = strtok(sources, ":"); one != NULL; one = strtok(NULL, ":")) {
    if (count == MOST_SOURCES || (opened[count++] = open(one, O_RDONLY)) < 0) fail(one);
  }
  char *buffer = malloc(bytes);
  cameras = calloc((size_t)camera_count, sizeof *cameras);
  if (buffer == NULL || cameras == NULL) fail("memory");
  double began = now_seconds();
  for (int i = 0; i < camera_count; i++) {
    struct stat status;
    cameras[i].source = opened[i % count];
    if (fstat(cameras[i].source, &status) != 0) fail("a source");
    if ((size_t)status.st_size < bytes) fail("a source is too short");
    cameras[i].size = status.st_size;
    cameras[i].at = (off_t)((double)(status.st_size - (off_t)bytes) * i / camera_count);
    cameras[i].next = began + (double)i / camera_count;
    cameras[i].file = cameras[i].old = -1;
  }
  for (long i = 0; i < SYNC_THREADS; i++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, sync_files, (void *)i) != 0) fail("a thread");
  }
  long long copied = 0;
  double cpu = -1;
  while (now_seconds() < began + warmup + window) {
    if (cpu < 0 && now_seconds() >= began + warmup) {
      cpu = cpu_seconds();
      copied = 0;
    }
    for (int i = 0; i < camera_count; i++) {
      if (cameras[i].next <= now_seconds()) {
        copy_second(&cameras[i], i, arguments[6], buffer, bytes);
        cameras[i].next += 1;
        copied += (long long)bytes;
      }
    }
    sleep_seconds(0.01);
  }
  printf("end %.3f %lld\n", cpu_seconds() - cpu, copied);
  return 0;
}

static _Noreturn void sync_folder(const char *folder, double every) {
  for (;;) {
    DIR *all = opendir(folder);
    if (all == NULL) fail(folder);
    int count = 0;
    while (readdir(all) != NULL) count++;
    rewinddir(all);
    for (struct dirent *entry = readdir(all); entry != NULL; entry = readdir(all)) {
      char path[PATH_BYTES];
      snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
      int file = entry->d_name[0] == '.' ? -1 : open(path, O_WRONLY);
      if (file >= 0) {
        fdatasync(file);
        close(file);
      }
      sleep_seconds(every / count);
    }
    closedir(all);
  }
}

int main(int count, char **arguments) {
  if (count == 9 && strcmp(arguments[1], "copy") == 0) return copy(arguments + 2);
  if (count == 4 && strcmp(arguments[1], "sync") == 0)
    sync_folder(arguments[2], atof(arguments[3]));
  fprintf(stderr, "usage: record copy ... | record sync FOLDER PERIOD\n");
  return 2;
}
