// The program `lode`.

int main() { return 2; }
